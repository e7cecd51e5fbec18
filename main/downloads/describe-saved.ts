import { toFailure } from '../../contract/errors.ts'
import type { LibraryEntry } from '../library/entry.ts'
import { siteName, writeSidecar } from '../library/sidecar.ts'
import type { Log } from '../interfaces.ts'
import type { Queued } from './download-list.ts'

/** Characters; keeps the sidecar small for any topic that a service accepts. */
const MAX_TEXT = 2000

/**
 * Writes the sidecar of a saved recording. Never rejects: a recording without a sidecar is still saved, and
 * `onFailed` gets the recording's path.
 */
export async function describeSaved(
  { source, startTime, parts, meeting }: Queued,
  { path, title, bytes, sha256, savedAt }: LibraryEntry,
  { log, onFailed }: { log: Log; onFailed: (path: string) => void },
  note: string | null = null,
): Promise<void> {
  if (source.kind !== 'recording') return
  const { site, confUUID, fileType, part } = source
  try {
    await writeSidecar(path, {
      bytes,
      sha256,
      savedAt,
      ...(note === null ? {} : { note }),
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
