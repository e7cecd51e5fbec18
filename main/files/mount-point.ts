import { readdir, realpath, stat } from 'node:fs/promises'
import { dirname, parse, resolve } from 'node:path'
import { AppError } from '../../contract/errors.ts'
import { askDisk, diskGone } from './ask-disk.ts'
import { waitForDescriptors } from './descriptors.ts'
import { deepestAbove, volumeOf } from './disk-by-path.ts'

/**
 * Where the disk of a folder is mounted: the highest folder above it on the same device, `C:\` on Windows.
 * Unlike a device number, it is the same after the disk was disconnected, or the system restarted. A folder
 * that does not exist is looked for at its nearest existing parent. Rejects with DISK_GONE if the disk does not answer.
 */
export async function mountPointOf(folder: string): Promise<string> {
  return await askDisk(folder, () => highestOnDisk(folder))
}

async function highestOnDisk(folder: string): Promise<string> {
  let at = await nearestExisting(resolve(folder))
  const { dev } = await stat(at)
  for (;;) {
    const above = dirname(at)
    if (above === at || (await stat(above)).dev !== dev) return at
    at = above
  }
}

/** Rejects with ENOENT if not even the drive exists. */
async function nearestExisting(folder: string): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    try {
      return await realpath(at)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if ((code !== 'ENOENT' && code !== 'ENOTDIR') || dirname(at) === at) throw error
    }
  }
}

/**
 * Whether the disk that a folder was on, by its mount point then, is connected now. Below the empty mount
 * point of a disk that was taken away is the disk above it: saving there would hide the files once the disk is
 * back. null: the mount point is not known, and the folder counts as connected, unless its disk does not answer.
 */
export async function isConnected(folder: string, mountPoint: string | null): Promise<boolean> {
  try {
    const now = await mountPointOf(folder)
    return mountPoint === null || now === mountPoint
  } catch (error) {
    return mountPoint === null && !isDiskGone(error)
  }
}

/** Whether an error of {@link mountPointOf} says that the disk does not answer. */
export function isDiskGone(error: unknown): boolean {
  return error instanceof AppError && error.code === 'DISK_GONE'
}

/** Throws DISK_GONE unless the disk that the folder was on is connected. */
export async function requireConnected(folder: string, mountPoint: string | null): Promise<void> {
  if (await isConnected(folder, mountPoint)) return
  throw diskGone(folder)
}

/**
 * Whether a folder that is about to be created or used lies on a disk that is not connected, judged by the
 * mount points that folders were on before. A mount point that holds files of its own counts as a plain
 * folder: then the user has moved the recordings there.
 */
export async function isOnMissingDisk(
  folder: string,
  knownMountPoints: readonly string[],
  platform: NodeJS.Platform = process.platform,
): Promise<boolean> {
  const path = resolve(folder)
  const volume = volumeOf(path, platform)
  const drive = platform === 'win32' ? parse(path).root : undefined
  for (const required of [volume, drive])
    if (required !== undefined && (await askDisk(required, () => stat(required)).catch(() => null)) === null)
      return true
  const known = deepestAbove(path, knownMountPoints)
  if (known === undefined) return false
  const now = await mountPointOf(path).catch(() => '')
  if (now === known || now.startsWith(`${known}/`)) return false
  const inside = await waitForDescriptors(() => askDisk(known, () => readdir(known))).catch(() => [])
  return inside.length === 0
}
