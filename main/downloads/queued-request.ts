import { randomUUID } from 'node:crypto'
import { basename, dirname } from 'node:path'
import type { LibraryEntry } from '../library/library.ts'
import type { Queued } from './download-list.ts'
import type { DownloadRequest } from './download-requests.ts'
import { nextAttemptAt } from './blocked-policy.ts'

/** What a download that is not moving shows. */
export const IDLE_FIELDS = { bytesPerSecond: 0, resumesAt: null } as const

/** A new place in the queue for an order; `entry` when the library has the file already. */
export function queuedRequest(
  order: DownloadRequest,
  place: { folder: string; fileName: string },
  entry: LibraryEntry | null,
): Queued {
  const { source, title, startTime, parts, mustBeBoxes, needsExtension, expected, meeting, awaited } = order
  const now = Date.now()
  return {
    ...IDLE_FIELDS,
    ...{ source, title, startTime, parts, mustBeBoxes, needsExtension, expected, meeting },
    ...place,
    id: randomUUID(),
    awaited: awaited?.fileTypes ?? null,
    state: awaited === undefined ? 'waiting' : 'blocked',
    failure: awaited?.failure ?? null,
    resumesAt: awaited === undefined ? null : nextAttemptAt(awaited.failure, now),
    receivedBytes: 0,
    totalBytes: expected.bytes,
    sha256: null,
    wasSavedBefore: false,
    // The list gives it its place.
    rank: 0,
    addedAt: new Date(now).toISOString(),
    savedAt: null,
    ...(entry === null ? {} : { ...savedFields(entry), wasSavedBefore: true }),
  }
}

/** What the library knows of a saved file, as its download shows it. */
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
