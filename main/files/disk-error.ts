import { AppError } from '../../contract/errors.ts'

/** Maps a file system error to an AppError. Any other error is returned unchanged. */
export function toDiskError(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code
  if (error instanceof AppError || typeof code !== 'string') return error
  const more = { params: { errno: code, path }, detail: `${code} at ${path}` }
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new AppError('DISK_FULL', more, { cause: error })
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

/** Runs a file system operation; its errors are rethrown as an AppError. */
export async function withDiskErrors<T>(path: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    throw toDiskError(error, path)
  }
}
