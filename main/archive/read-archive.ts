import { AppError } from '../../contract/errors.ts'
import { savedFolder } from '../library/saved-folder.ts'
import { coverageOf, type CoveredRecording, type Coverage } from './coverage.ts'
import { readFolderFiles } from './folder-files.ts'
import { readLedger } from './ledger.ts'

/**
 * Reads how much of the archive in a folder is saved, and changes nothing there. Rejects with FOLDER_MISSING, with
 * NOT_AN_ARCHIVE for any other folder, and when `signal` aborts.
 */
export async function readArchive(
  root: string,
  signal: AbortSignal,
): Promise<{ coverage: Coverage; recordings: CoveredRecording[] }> {
  const folder = await readFolderFiles(savedFolder(root), signal)
  const ledger = await readLedger(root)
  if (ledger === null && folder.recordings.size === 0)
    throw new AppError('NOT_AN_ARCHIVE', { params: { path: root }, detail: root })
  return coverageOf(ledger?.entries() ?? [], folder, ledger?.lastRun() ?? null)
}
