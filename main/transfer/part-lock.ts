import { AppError } from '../../contract/errors.ts'
import { withDiskErrors } from '../files/disk-error.ts'
import { acquireLock, type FileLock } from '../files/file-lock.ts'
import { partPath } from './journal.ts'

/**
 * [Note: one writer] Two processes writing one part file (the window and a script, overlapping runs of a
 * scheduled command, two machines on one share) would truncate each other's bytes, and the first to finish
 * would rename a file with a hole. Throws FILE_LOCKED if another process has the lock, and the errors of
 * {@link withDiskErrors}.
 */
export async function lockPart(finalPath: string): Promise<FileLock> {
  const lock = await withDiskErrors(finalPath, () => acquireLock(partPath(finalPath)))
  if (lock !== null) return lock
  throw writtenByAnother(finalPath, 'another process is writing this file')
}

export function writtenByAnother(path: string, detail: string): AppError {
  return new AppError('FILE_LOCKED', { params: { path }, detail })
}
