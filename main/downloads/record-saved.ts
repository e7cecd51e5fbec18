import { join } from 'node:path'
import { toFailure } from '../../contract/errors.ts'
import type { LibraryEntry } from '../library/entry.ts'
import type { Library } from '../library/library.ts'
import type { Log } from '../interfaces.ts'
import { removeJournal } from '../transfer/journal.ts'
import type { Outcome } from '../transfer/job.ts'
import type { DownloadList } from './download-list.ts'
import type { Queued } from './queued.ts'
import { IDLE_FIELDS, savedFields } from './queued-request.ts'

/**
 * Records that a file has been saved: in its description, in the library, in the list, in this order. The journal
 * stays until the library has the file, so that a crash in between costs no second download.
 */
export function createRecordSaved(deps: {
  list: DownloadList
  library: Pick<Library, 'add'>
  describeSaved: (download: Queued, entry: LibraryEntry, note: string | null) => Promise<void>
  log: Log
}): (download: Queued, outcome: Extract<Outcome, { kind: 'saved' }>) => Promise<void> {
  const { list, library, describeSaved, log } = deps
  return async (download, { path, bytes, sha256, note, isDescribed, isFound }) => {
    const { source, title, startTime, parts, folder, fileName, meeting } = download
    const savedAt = new Date().toISOString()
    const entry = { source, path, bytes, sha256, title, startTime, parts, savedAt, meeting }
    if (isDescribed !== true) await describeSaved(download, entry, note ?? null)
    await library.add(entry)
    // The file is saved: a journal left beside it does not change that.
    await removeJournal(join(folder, fileName)).catch((error: unknown) =>
      log.warn('the journal of a saved file could not be removed', { detail: toFailure(error).detail }),
    )
    list.change(download.id, {
      ...IDLE_FIELDS,
      ...savedFields(entry),
      failure: null,
      // The one that fetched it counts it: of two passes at once, not both.
      wasSavedBefore: isDescribed === true || isFound === true,
    })
  }
}
