import { type FileHandle, lstat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { FileLock } from '../files/file-lock.ts'
import { exists } from '../files/final-name.ts'
import { partPath } from './journal.ts'
import { writtenByAnother } from './part-lock.ts'

/** What the part file is expected to be when it is looked at. */
export interface Look {
  bytes: number
  /** A write that failed halfway leaves more bytes than were counted. */
  mayBeLonger?: boolean
  /** Reads the lock file too; before steps that are rare or cannot be undone. */
  withLock?: true
}

/**
 * Returns a function that checks that the file under the handle is still the one at its path, with its only
 * name, of the expected size. It throws FILE_LOCKED otherwise: another process has replaced, shortened,
 * lengthened or finished the file, and writing on would damage what it has saved.
 */
export async function lookAtPart(
  handle: FileHandle,
  finalPath: string,
  lock: Pick<FileLock, 'isHeld'> | null,
): Promise<(look: Look) => Promise<void>> {
  const path = partPath(finalPath)
  const [opened, first] = await Promise.all([handle.stat({ bigint: true }), lstat(path, { bigint: true })])
  // Some file systems give a file another number each time (shares without server numbers): compare only sizes.
  const hasNumbers = opened.ino !== 0n && opened.ino === first.ino && opened.dev === first.dev
  return async ({ bytes, mayBeLonger, withLock }) => {
    const found = await lstat(path, { bigint: true }).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' && (await exists(dirname(path)))) return null
      throw error
    })
    if (found === null) throw writtenByAnother(finalPath, 'the part file has been removed')
    const isSame = !hasNumbers || (found.ino === opened.ino && found.dev === opened.dev)
    if (!found.isFile() || !isSame) throw writtenByAnother(finalPath, 'the part file was replaced')
    if (found.nlink > 1n) throw writtenByAnother(finalPath, 'the part file has a second name')
    const size = Number(found.size)
    if (size < bytes || (size > bytes && mayBeLonger !== true))
      throw writtenByAnother(finalPath, `the part file has ${size} bytes instead of ${bytes}`)
    if (withLock === true && lock !== null && !(await lock.isHeld()))
      throw writtenByAnother(finalPath, 'another process has taken over the lock')
  }
}
