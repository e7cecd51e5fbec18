import type { Download, Notice } from '../contract/download.ts'
import { isPostponed, occupiesSlot } from '../contract/download-states.ts'
import type { Failure } from '../contract/errors.ts'
import type { Language } from '../i18n/languages.ts'
import type { ErrorRow } from './failure-text.ts'
import { errorRow } from './failure-text.ts'

interface File {
  confUUID: string
  fileType: string
  part: number
}

/** One line of `recordings download --json`. The last one is the summary. */
export type DownloadEvent =
  | ({ event: 'queued'; fileName: string } & File)
  | ({ event: 'progress'; receivedBytes: number; totalBytes: number | null; bytesPerSecond: number } & File)
  | ({ event: 'retrying'; resumesAt: string | null; receivedBytes: number; error: ErrorRow } & File)
  | ({ event: 'saved' } & SavedRow)
  | ({ event: 'failed' } & FailedRow)
  | ({ event: 'notice' } & Notice)
  | { event: 'waiting'; confUUID: string; until: string; error: ErrorRow }
  | { event: 'interrupted' }
  | { event: 'summary'; saved: SavedRow[]; failed: FailedRow[] }

export interface SavedRow extends File {
  path: string
  bytes: number
  sha256: string | null
  /** The file had been saved before: nothing was downloaded. */
  alreadySaved: boolean
}

/** A recording whose files could not be listed has no file type and part. */
export interface FailedRow {
  confUUID: string
  fileType: string | null
  part: number | null
  error: ErrorRow
}

const PROGRESS_MS = 1000

/**
 * Converts changes of downloads to events: each state change once, progress at most once a second per file.
 * `pathOf` returns the path of a saved download.
 */
export function createEvents(options: {
  language: Language
  pathOf: (download: Download) => string
  now?: () => number
}): (download: Download) => DownloadEvent[] {
  const { language, pathOf, now = Date.now } = options
  const known = new Map<string, Pick<Download, 'state' | 'failure'> & { toldAt: number }>()

  return (download) => {
    const before = known.get(download.id)
    const events: DownloadEvent[] = []
    if (before === undefined)
      events.push({ event: 'queued', ...fileOf(download), fileName: download.fileName })
    // A short wait may be over before it was emitted, so the failure itself is reported.
    const { failure } = download
    if ((occupiesSlot(download) || isPostponed(download)) && failure !== null && failure !== before?.failure)
      events.push(retrying(download, failure))
    const isNew = download.state !== before?.state
    const isDue = download.state === 'running' && now() - (before?.toldAt ?? 0) >= PROGRESS_MS
    if (isNew || isDue) events.push(...eventOf(download))
    const toldAt = events.length > 0 ? now() : (before?.toldAt ?? 0)
    known.set(download.id, { state: download.state, failure: download.failure, toldAt })
    return events
  }

  function retrying(download: Download, failure: Failure): DownloadEvent {
    const { resumesAt, receivedBytes } = download
    const error = errorRow(failure, language)
    return { event: 'retrying', ...fileOf(download), resumesAt, receivedBytes, error }
  }

  function eventOf(download: Download): DownloadEvent[] {
    const { receivedBytes, totalBytes, bytesPerSecond } = download
    const file = fileOf(download)
    if (download.state === 'running')
      return [{ event: 'progress', ...file, receivedBytes, totalBytes, bytesPerSecond }]
    if (download.state === 'saved') return [{ event: 'saved', ...savedRow(download, pathOf(download)) }]
    if (download.state === 'failed' || download.state === 'blocked')
      return [{ event: 'failed', ...failedRow(download, language) }]
    return []
  }
}

export function savedRow(download: Download, path: string): SavedRow {
  const { receivedBytes, totalBytes, sha256, wasSavedBefore } = download
  return {
    ...fileOf(download),
    path,
    bytes: totalBytes ?? receivedBytes,
    sha256,
    alreadySaved: wasSavedBefore,
  }
}

/** Also used for a download stopped halfway: it counts as cancelled and keeps its bytes. */
export function failedRow(download: Download, language: Language): FailedRow {
  return { ...fileOf(download), error: errorRow(download.failure ?? { code: 'CANCELLED' }, language) }
}

function fileOf({ source }: Download): File {
  switch (source.kind) {
    case 'recording':
      return { confUUID: source.confUUID, fileType: source.fileType, part: source.part }
    case 'material':
      return { confUUID: source.programId, fileType: source.materialId, part: 1 }
    case 'minutes':
      return { confUUID: source.fileCode, fileType: source.file, part: 1 }
  }
}
