import { toFailure } from '../../contract/errors.ts'
import type { LibraryEntry } from '../library/library.ts'
import { siteName, writeSidecar } from '../library/sidecar.ts'
import type { Log } from '../ports.ts'
import type { Queued } from './download-list.ts'

/** Characters; whatever a service takes for a topic, the description stays a small file. */
const MAX_TEXT = 2000

/**
 * Writes what a saved recording is beside it. Never rejects: a recording without its description is saved all the
 * same, and `onFailed` gets the recording's path.
 */
export async function describeSaved(
  { source, startTime, parts, meeting }: Queued,
  { path, title, bytes, sha256, savedAt }: LibraryEntry,
  { log, onFailed }: { log: Log; onFailed: (path: string) => void },
): Promise<void> {
  if (source.kind !== 'recording') return
  const { site, confUUID, fileType, part } = source
  try {
    await writeSidecar(path, {
      bytes,
      sha256,
      savedAt,
      meeting: {
        site: siteName(site),
        confUUID,
        confID: meeting?.confID ?? '',
        subject: title.slice(0, MAX_TEXT),
        scheduler: (meeting?.scheduler ?? '').slice(0, MAX_TEXT),
        start: startTime,
        durationSeconds: meeting?.durationSeconds ?? null,
      },
      fileType,
      part,
      parts,
    })
  } catch (error) {
    const { code, detail } = toFailure(error)
    log.warn('a recording could not be described', { path, code, detail })
    onFailed(path)
  }
}
