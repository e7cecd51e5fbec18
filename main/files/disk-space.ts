import { stat, statfs } from 'node:fs/promises'

/** Kept free beyond a file's own size, for the system and the journals. */
export const SPARE_BYTES = 64 * 1024 * 1024

/** Bytes available to us in this folder; null if the system does not say. */
export async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch {
    return null
  }
}

export async function hasRoom(folder: string, bytes: number): Promise<boolean> {
  const free = await freeBytes(folder)
  return free !== null && free >= bytes + SPARE_BYTES
}

/** true only if the system reports the free space and it is too small. */
export async function lacksRoom(folder: string, bytes: number): Promise<boolean> {
  const free = await freeBytes(folder)
  return free !== null && free < bytes + SPARE_BYTES
}

/** Folders that cannot be read count as different disks. */
export async function sameDisk(a: string, b: string): Promise<boolean> {
  if (a === b) return true
  try {
    const [one, other] = await Promise.all([stat(a), stat(b)])
    return one.dev === other.dev
  } catch {
    return false
  }
}
