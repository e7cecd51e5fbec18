import { randomUUID } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import type { OrderedRecording } from '../../contract/order.ts'
import { sourceKey } from '../../contract/source-key.ts'
import type { LibraryEntry } from '../library/entry.ts'
import type { TransferJob } from '../transfer/job.ts'
import type { Queued } from './queued.ts'
import type { DownloadRequest } from './download-requests.ts'

/** Fields of a download whose transfer is not running. */
export const IDLE_FIELDS = { bytesPerSecond: 0, resumesAt: null } as const

/** Fields of a download that has just been added. */
const NEW_FIELDS = {
  state: 'waiting',
  ...{ failure: null, receivedBytes: 0, sha256: null, savedAt: null, wasSavedBefore: false },
  ...{ orderId: null, estimatedBytes: null, isReplacement: false },
  // Assigned by the list.
  rank: 0,
} as const

/**
 * A new queue entry for a file; `entry` when the folder already has it, `copyFrom` when another folder has it.
 */
export function queuedRequest(
  request: DownloadRequest,
  place: Pick<Queued, 'folder' | 'fileName' | 'mountPoint'> &
    Partial<Pick<Queued, 'orderId' | 'estimatedBytes' | 'isReplacement'>>,
  entry: LibraryEntry | null,
  copyFrom: Queued['copyFrom'] = null,
): Queued {
  const { source, title, startTime, parts, mustBeBoxes, needsExtension, expected, meeting } = request
  const { facts = null } = request
  return {
    ...IDLE_FIELDS,
    ...{ source, title, startTime, parts, mustBeBoxes, needsExtension, expected, meeting, facts },
    ...NEW_FIELDS,
    ...place,
    isReplacement: place.isReplacement ?? false,
    copyFrom,
    id: randomUUID(),
    awaited: null,
    totalBytes: expected.bytes,
    addedAt: new Date().toISOString(),
    ...(entry === null ? {} : { ...savedFields(entry), wasSavedBefore: true }),
  }
}

/** A new queue entry for a recording whose files are not known yet. */
export function queuedRecording(
  { confUUID, title, startTime, bytes }: OrderedRecording,
  order: {
    fileTypes: string[]
    folder: string
    site: string
    mountPoint: string | null
    orderId: string
    orderedAt: string
  },
): Queued {
  const { fileTypes, folder, site, mountPoint, orderId, orderedAt } = order
  return {
    ...IDLE_FIELDS,
    ...NEW_FIELDS,
    ...{ title, startTime, folder, mountPoint, orderId, id: randomUUID() },
    source: { kind: 'recording', site, confUUID, fileType: '', part: 1 },
    ...{
      parts: 1,
      fileName: '',
      mustBeBoxes: false,
      needsExtension: false,
      meeting: null,
      facts: null,
      copyFrom: null,
    },
    expected: { bytes: null, sha256: null },
    awaited: fileTypes,
    estimatedBytes: bytes,
    totalBytes: null,
    addedAt: orderedAt,
  }
}

/** Types that include both; [] means all. */
export function unionOfTypes(a: readonly string[], b: readonly string[]): string[] {
  return a.length === 0 || b.length === 0 ? [] : [...new Set([...a, ...b])]
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
  const { isReplacement } = download
  return {
    identity: sourceKey(source),
    // What the description of the file to be replaced says is no reason to keep that one.
    ...(isReplacement ? {} : { source }),
    finalPath: join(folder, fileName),
    createBelow: folder,
    mountPoint,
    copyFrom,
    mustBeBoxes,
    needsExtension,
    expected: { kind: source.kind, ...expected },
  }
}
