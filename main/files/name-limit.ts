import { lstat } from 'node:fs/promises'
import { join } from 'node:path'

/** No common file system allows more. */
const LONGEST = 255

/**
 * Longest name in this folder, in bytes: 255, or less where names are encrypted (143 with eCryptfs). Asked by
 * looking for names that do not exist, which creates nothing. 255 for a folder that cannot be asked.
 */
export async function nameLimit(
  folder: string,
  isTooLong: (folder: string, length: number) => Promise<boolean> = isNameTooLong,
): Promise<number> {
  let [fits, tooLong] = [0, LONGEST + 1]
  let next = LONGEST
  while (tooLong - fits > 1) {
    if (await isTooLong(folder, next)) tooLong = next
    else fits = next
    next = Math.floor((fits + tooLong) / 2)
  }
  return fits === 0 ? LONGEST : fits
}

async function isNameTooLong(folder: string, length: number): Promise<boolean> {
  try {
    await lstat(join(folder, 'x'.repeat(length)))
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENAMETOOLONG'
  }
}
