import { randomUUID } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { sourceKey } from '../../contract/source-key.ts'
import type { LibraryEntry } from '../library/entry.ts'
import type { TransferJob } from '../transfer/transfer.ts'
import type { Queued } from './queued.ts'
import type { DownloadRequest } from './download-requests.ts'
import { nextAttemptAt } from './blocked-policy.ts'

/** Fields of a download whose transfer is not running. */
export const IDLE_FIELDS = { bytesPerSecond: 0, resumesAt: null } as const

/**
 * A new queue entry for a request; `entry` when the folder already has the file, `copyFrom`
 * when another folder has it.
 */
export function queuedRequest(
  request: DownloadRequest,
  place: { folder: string; fileName: string; mountPoint: string | null },
  entry: LibraryEntry | null,
  copyFrom: Queued['copyFrom'] = null,
): Queued {
  const { source, title, startTime, parts, mustBeBoxes, needsExtension, expected, meeting, awaited } = request
  const { facts = null } = request
  const now = Date.now()
  return {
    ...IDLE_FIELDS,
    ...{ source, title, startTime, parts, mustBeBoxes, needsExtension, expected, meeting, facts },
    ...place,
    copyFrom,
    id: randomUUID(),
    awaited: awaited?.fileTypes ?? null,
    state: awaited === undefined ? 'waiting' : 'blocked',
    failure: awaited?.failure ?? null,
    resumesAt: awaited === undefined ? null : nextAttemptAt(awaited.failure, now),
    receivedBytes: 0,
    totalBytes: expected.bytes,
    sha256: null,
    wasSavedBefore: false,
    // Assigned by the list.
    rank: 0,
    addedAt: new Date(now).toISOString(),
    savedAt: null,
    ...(entry === null ? {} : { ...savedFields(entry), wasSavedBefore: true }),
  }
}

/** Fields of a download from the library's entry of its saved file. */
export function savedFields(entry: LibraryEntry): Partial<Queued> {
  return {
    state: 'saved',
    folder: dirname(entry.path),
    fileName: basename(entry.path),
    receivedBytes: entry.bytes,
    totalBytes: entry.bytes,
    sha256: entry.sha256,
    savedAt: entry.savedAt,
  }
}

/** What its transfer needs to know of a download. */
export function transferJobOf(download: Queued): TransferJob {
  const { source, folder, fileName, mountPoint, copyFrom, mustBeBoxes, needsExtension, expected } = download
  return {
    identity: sourceKey(source),
    finalPath: join(folder, fileName),
    mountPoint,
    copyFrom,
    mustBeBoxes,
    needsExtension,
    expected: { kind: source.kind, ...expected },
  }
}
