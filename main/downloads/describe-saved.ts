import { basename } from 'node:path'
import { version } from '../../package.json' with { type: 'json' }
import { toFailure } from '../../contract/errors.ts'
import { type Description, MAX_TEXT, siteName } from '../library/description.ts'
import type { LibraryEntry } from '../library/entry.ts'
import { writeDescription } from '../library/write-description.ts'
import type { Log } from '../interfaces.ts'
import type { Queued } from './queued.ts'

/**
 * Writes the description of a saved file. Never rejects: a file without a description is still saved, and
 * `onFailed` gets its path.
 */
export async function describeSaved(
  download: Queued,
  entry: LibraryEntry,
  { log, onFailed }: { log: Log; onFailed: (path: string) => void },
  note: string | null = null,
): Promise<void> {
  const { path } = entry
  try {
    await writeDescription(path, descriptionOf(download, entry, note), download.facts?.describes ?? 'file')
  } catch (error) {
    const { code, detail } = toFailure(error)
    log.warn('a saved file could not be described', { path, code, detail })
    onFailed(path)
  }
}

function descriptionOf(
  { source, startTime, parts, meeting, facts }: Queued,
  { path, title, bytes, sha256, savedAt }: LibraryEntry,
  note: string | null,
): Description {
  const site = siteName(source.site)
  const file = {
    ...{ file: basename(path), bytes, sha256, savedAt, verifiedAt: null },
    ...(note === null ? {} : { note: bounded(note) }),
    ...(facts?.requestId == null ? {} : { requestId: facts.requestId }),
  }
  const head = { version: 2, app: version } as const
  switch (source.kind) {
    case 'recording': {
      const { confUUID, fileType, part } = source
      return {
        ...{ kind: 'meetkeep-recording', ...head },
        meeting: {
          ...{ site, confUUID, confID: bounded(meeting?.confID), subject: bounded(title) },
          ...{ scheduler: bounded(meeting?.scheduler), start: startTime },
          durationSeconds: meeting?.durationSeconds ?? null,
          ...{ audience: facts?.audience ?? null, sizeMB: facts?.sizeMB ?? null },
          ...(meeting?.enterpriseId === undefined ? {} : { enterpriseId: bounded(meeting.enterpriseId) }),
          notTaken: facts?.notTaken ?? [],
        },
        files: [{ ...file, fileType, part, parts }],
      }
    }
    case 'minutes':
      return {
        ...{ kind: 'meetkeep-minutes', ...head },
        minutes: { site, fileCode: source.fileCode, topic: bounded(title), createdAt: startTime },
        files: [{ ...file, what: source.file }],
      }
    case 'material':
      return {
        ...{ kind: 'meetkeep-material', ...head },
        program: { site, programId: source.programId, name: bounded(title) },
        files: [{ ...file, materialId: source.materialId }],
      }
  }
}

const bounded = (text = ''): string => text.slice(0, MAX_TEXT)
