import { AppError } from '../../contract/errors.ts'
import type { Log } from '../interfaces.ts'
import { acquireLock, type Unlock } from '../files/file-lock.ts'

/**
 * [Note: one writer] Two processes writing one part file (the window and a script, or overlapping runs of a
 * scheduled command) would truncate each other's bytes, and the first to finish would rename a file with a
 * hole. Throws FILE_LOCKED if another process has the lock. If the system has no locks, the file is written
 * without one.
 */
export async function lockPart(finalPath: string, log: Log): Promise<Unlock> {
  const unlock = await acquireLock(finalPath).catch((error: NodeJS.ErrnoException) => {
    log.warn('transfer: no lock', { detail: error.code })
    return () => Promise.resolve()
  })
  if (unlock !== null) return unlock
  throw new AppError('FILE_LOCKED', {
    params: { path: finalPath },
    detail: 'another process is writing this file',
  })
}
