import { stat, statfs } from 'node:fs/promises'

/** Kept free beyond what a file needs, so that the system and the journals can go on. */
export const SPARE_BYTES = 64 * 1024 * 1024

/** Bytes free to us in this folder; null when the system does not say. */
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

/** true only where the system says how much is free, and it is too little. */
export async function lacksRoom(folder: string, bytes: number): Promise<boolean> {
  const free = await freeBytes(folder)
  return free !== null && free < bytes + SPARE_BYTES
}

/** Folders that cannot be looked at are taken for different disks. */
export async function sameDisk(a: string, b: string): Promise<boolean> {
  if (a === b) return true
  try {
    const [one, other] = await Promise.all([stat(a), stat(b)])
    return one.dev === other.dev
  } catch {
    return false
  }
}
