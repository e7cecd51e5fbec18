import { parse, resolve, sep } from 'node:path'

/** Where systems mount removable disks, each in a folder that exists only while it is connected. */
const VOLUMES: Readonly<Partial<Record<NodeJS.Platform, RegExp>>> = {
  darwin: /^\/Volumes\/[^/]+/,
  linux: /^(?:\/media\/[^/]+|\/run\/media\/[^/]+)\/[^/]+/,
}

/** The removable disk that a path is on, by its path alone; undefined for any other path. */
export function volumeOf(path: string, platform: NodeJS.Platform = process.platform): string | undefined {
  return VOLUMES[platform]?.exec(path)?.[0]
}

/**
 * The disk or share that a path is on, as far as the path and the mount points known from before say it. Needs
 * no access to the disk, which may be one that never answers.
 */
export function diskByPath(
  path: string,
  knownMountPoints: readonly string[],
  platform: NodeJS.Platform = process.platform,
): string {
  const at = resolve(path)
  return deepestAbove(at, knownMountPoints) ?? volumeOf(at, platform) ?? parse(at).root
}

/** The deepest of these mount points that a path is at or below; never the root. */
export function deepestAbove(path: string, mountPoints: readonly string[]): string | undefined {
  return mountPoints
    .filter((one) => one !== parse(one).root && (path === one || path.startsWith(`${one}${sep}`)))
    .toSorted((a, b) => b.length - a.length)[0]
}
