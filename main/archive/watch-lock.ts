import { join } from 'node:path'
import { AppError } from '../../contract/errors.ts'
import { withDiskErrors } from '../files/disk-error.ts'
import { acquireLock, type FileLock, lockPath } from '../files/file-lock.ts'
import { lockRecordSchema } from '../files/lock-holder.ts'
import { makeFoldersBelow } from '../files/make-folder.ts'
import { readPlainText } from '../files/open-file.ts'
import { ARCHIVE_FOLDER } from './ledger.ts'

/** Longer than any lock file. */
const MAX_BYTES = 4096

/**
 * Locks an archive for one process that runs its passes by schedule; the lock lies in the folder, which must exist, so
 * that it is seen from other machines too. Rejects with ARCHIVE_WATCHED, which names the holder, and disk errors.
 */
export async function lockArchive(root: string): Promise<FileLock> {
  const folder = join(root, ARCHIVE_FOLDER)
  const path = join(folder, 'watch')
  const lock = await withDiskErrors(path, async () => {
    await makeFoldersBelow(root, folder)
    return await acquireLock(path)
  })
  if (lock === null) throw new AppError('ARCHIVE_WATCHED', { detail: await holderOf(lockPath(path)) })
  return lock
}

async function holderOf(path: string): Promise<string> {
  try {
    const { host, pid } = lockRecordSchema.parse(JSON.parse(await readPlainText(path, MAX_BYTES)))
    return `${host}, PID ${pid}`
  } catch {
    return path
  }
}
