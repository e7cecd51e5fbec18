import { stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '../../contract/errors.ts'
import { askDisk } from './ask-disk.ts'

/** Kept free beyond a file's own size, for the system and the journals. */
export const SPARE_BYTES = 64 * 1024 * 1024

/** Linux: MSDOS_SUPER_MAGIC (statfs(2)), the type of FAT. */
const FAT = 0x4d44
/** FAT stores a size in 32 bits. */
const LARGEST_ON_FAT = 2 ** 32 - 1

/** What the system says about the disk of a folder; null where it says nothing. */
export interface DiskFacts {
  /** Bytes available to this user. */
  freeBytes: number | null
  /** Bytes of the whole disk. */
  totalBytes: number | null
  /** Whether another file can be created, apart from its bytes. */
  hasInodes: boolean
  /** Bytes of the largest file that its format can store. */
  largestFile: number | null
}

/** All unknown for a folder that cannot be read. */
export async function diskFacts(folder: string): Promise<DiskFacts> {
  try {
    return factsOf(await askDisk(folder, () => statfs(folder)))
  } catch {
    return { freeBytes: null, totalBytes: null, hasInodes: true, largestFile: null }
  }
}

/** File systems without a size of their own (ramfs, many in user space) report 0 blocks, or 0 inodes. */
export function factsOf(found: {
  type: number
  bsize: number
  blocks: number
  bavail: number
  files: number
  ffree: number
}): DiskFacts {
  return {
    freeBytes: found.blocks === 0 ? null : found.bavail * found.bsize,
    totalBytes: found.blocks === 0 ? null : found.blocks * found.bsize,
    hasInodes: found.files === 0 || found.ffree > 0,
    largestFile: found.type === FAT ? LARGEST_ON_FAT : null,
  }
}

/** Bytes available to us in this folder; null if the system does not say. */
export async function freeBytes(folder: string): Promise<number | null> {
  return (await diskFacts(folder)).freeBytes
}

/**
 * Why this folder has no room for so many more bytes; null if it has, or if the system does not say: then
 * only a write can tell.
 */
export async function lackOfRoom(folder: string, bytes: number): Promise<'DISK_FULL' | 'NO_INODES' | null> {
  const { freeBytes: free, hasInodes } = await diskFacts(folder)
  if (!hasInodes) return 'NO_INODES'
  return free !== null && free < bytes + SPARE_BYTES ? 'DISK_FULL' : null
}

/** Throws FILE_TOO_LARGE for a file that the format of its disk cannot store. `bytes`: null if unknown. */
export async function requireFits(
  path: string,
  bytes: number | null,
  factsOfFolder: typeof diskFacts = diskFacts,
): Promise<void> {
  const { largestFile: limit } = await factsOfFolder(dirname(path))
  if (limit !== null && bytes !== null && bytes > limit) throw fileTooLarge(path, bytes, limit)
}

export function fileTooLarge(path: string, bytes: number, limit: number): AppError {
  return new AppError('FILE_TOO_LARGE', {
    params: { path, limit },
    detail: `${bytes} bytes, of at most ${limit}`,
  })
}

/** Folders that cannot be read count as different disks. */
export async function sameDisk(a: string, b: string): Promise<boolean> {
  if (a === b) return true
  try {
    const [one, other] = await Promise.all([a, b].map((path) => askDisk(path, () => stat(path))))
    return one !== undefined && one.dev === other?.dev
  } catch {
    return false
  }
}

/**
 * Throws DISK_FULL before the disk of a file is quite full: its last bytes are needed for journals and by other
 * programs.
 */
export async function requireRoom(finalPath: string): Promise<void> {
  const lack = await lackOfRoom(dirname(finalPath), 0)
  if (lack === 'DISK_FULL') throw new AppError(lack, { params: { path: finalPath } })
}
