import { AppError } from '../../contract/errors.ts'
import type { Log } from '../ports.ts'
import { acquireLock, type Unlock } from '../files/file-lock.ts'

/**
 * [Note: one writer] Two processes that write one part (the window and a script, a scheduled command that
 * overlaps with itself) would cut off each other's bytes, and the first to finish would give its name to a file
 * with a hole. Throws FILE_LOCKED when another process has it. Where the system has no locks the file is written
 * without.
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
