import { dirname } from 'node:path'
import { AppError } from '../../contract/errors.ts'
import { diskFacts } from './disk-space.ts'

const BY_NAME = new Set(['open', 'lstat', 'stat', 'link', 'rename', 'mkdir'])

/** Maps a file system error to an AppError. Any other error is returned unchanged. */
export function toDiskError(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code
  if (error instanceof AppError || typeof code !== 'string') return error
  const { syscall } = error as NodeJS.ErrnoException
  const more = { params: { errno: code, path }, detail: `${code} at ${path}` }
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError('DISK_FULL', more, { cause: error })
    case 'EFBIG':
      return new AppError('FILE_TOO_LARGE', more, { cause: error })
    case 'EMFILE':
    case 'ENFILE':
    case 'ENOBUFS':
      return new AppError('TOO_MANY_FILES', more, { cause: error })
    case 'EILSEQ':
      return new AppError('NAME_REFUSED', more, { cause: error })
    case 'EINVAL':
      // Of a call that takes a name; for others it has other meanings.
      return new AppError(BY_NAME.has(syscall ?? '') ? 'NAME_REFUSED' : 'DISK_ERROR', more, { cause: error })
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENXIO':
    case 'ENODEV':
      return new AppError('FOLDER_MISSING', more, { cause: error })
    case 'ENAMETOOLONG':
      return new AppError('PATH_TOO_LONG', more, { cause: error })
    case 'EBUSY':
    case 'ETXTBSY':
      return new AppError('FILE_LOCKED', more, { cause: error })
    default:
      return new AppError('DISK_ERROR', more, { cause: error })
  }
}

/**
 * Runs a file system operation; its errors are rethrown as an AppError. ENOSPC also means that a disk with
 * free bytes has no inode left: NO_INODES.
 */
export async function withDiskErrors<T>(path: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    const named = toDiskError(error, path)
    if (!(named instanceof AppError) || named.code !== 'DISK_FULL') throw named
    const { hasInodes } = await diskFacts(dirname(path))
    if (hasInodes) throw named
    const { code: _, ...more } = named.failure
    throw new AppError('NO_INODES', more, { cause: error })
  }
}
