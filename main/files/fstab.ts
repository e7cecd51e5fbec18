import { readFile } from 'node:fs/promises'
import { waitForDescriptors } from './descriptors.ts'

/**
 * Linux: the mount points that /etc/fstab names and where nothing is mounted now: disks that are not
 * connected, also those that were never saved to. Empty on other systems, or if either file cannot be read.
 */
export async function missingMountPoints(
  read: (path: string) => Promise<string> = async (path) =>
    await waitForDescriptors(() => readFile(path, 'utf8')),
): Promise<string[]> {
  if (process.platform !== 'linux') return []
  try {
    const [fstab, mounts] = await Promise.all([read('/etc/fstab'), read('/proc/self/mounts')])
    const mounted = new Set(mountPointsIn(mounts))
    return mountPointsIn(fstab).filter((one) => one !== '/' && !mounted.has(one))
  } catch {
    return []
  }
}

/** The mount points of such a text. */
export function mountPointsIn(text: string): string[] {
  return [...mountsIn(text).keys()]
}

/**
 * The types of file systems by their mount points: the third and second field of each line (fstab(5)), with the blanks
 * and backslashes that are written in octal. The last one that is mounted somewhere hides those before.
 */
export function mountsIn(text: string): Map<string, string> {
  return new Map(
    text.split('\n').flatMap((line) => {
      const [device = '', point = '', type = ''] = line.trim().split(/[ \t]+/)
      if (device.startsWith('#') || !point.startsWith('/')) return []
      const path = point.replace(/\\([0-7]{3})/g, (_, octal: string) =>
        String.fromCharCode(parseInt(octal, 8)),
      )
      return [[path.length > 1 ? path.replace(/\/+$/, '') : path, type]]
    }),
  )
}
