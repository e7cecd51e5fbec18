import type { Download } from '../../contract/download.ts'
import type { Failure } from '../../contract/errors.ts'
import { isActive, isOpen } from '../../contract/download-states.ts'
import { toFailure } from '../../contract/errors.ts'
import type { Recording } from '../../contract/recording.ts'
import {
  goesOn,
  hasFailed,
  isOver,
  isWithOther,
  type RecordingOutcome,
  outcomeOfLookup,
} from '../archive/outcome.ts'
import type { Downloads } from '../downloads/downloads.ts'
import { addWhenPrepared, type LookupFailure } from '../downloads/add-when-prepared.ts'

/** Recordings looked up together; their files are then in the queue ahead of the transfers. */
const LOOKUPS = 4
/** Files in the queue at which no further recordings are looked up: what a look-up returns gets old. */
const MOST_AHEAD = 16
/** Interval at which a file that another process is downloading is asked for again. */
const LOCKED_MS = 2000

/** The queue, as a pass uses it. */
export type DownloadsOfPass = Pick<Downloads, 'addRecordings' | 'list' | 'onChange' | 'retry'>

/**
 * Fetches the files of recordings in order, each looked up shortly before its transfer. `onOutcome` is called once for
 * each recording that was asked for. Resolves when all have ended, when further ones would fail the same way, or when
 * `interrupted` is aborted.
 *
 * @returns why further ones were given up; null: they were not
 */
export async function fetchRecordings(
  downloads: DownloadsOfPass,
  request: {
    toFetch: readonly Recording[]
    waiting: readonly Recording[]
    types: string[]
    folder: string
    /** Absent: the one of the settings. */
    nameTemplate?: string
  },
  options: {
    /** ms since 1970: until when recordings that are being prepared are looked up again. */
    waitUntil: number
    onWaiting: (waiting: LookupFailure, until: Date) => void
    onOutcome: (recording: Recording, outcome: RecordingOutcome) => void
  },
  interrupted: AbortSignal,
): Promise<Failure | null> {
  const { types: fileTypes, toFetch, waiting, ...where } = request
  /** Downloads of the recordings that are under way, by confUUID and id. */
  const underWay = new Map<string, { recording: Recording; downloads: Map<string, Download> }>()
  const failures: Failure[] = []
  let onProgress: () => void = () => {}
  const progress = (): Promise<void> => new Promise((resolve) => (onProgress = resolve))

  const settle = (recording: Recording, outcome: RecordingOutcome): void => {
    if (outcome.kind === 'failed') failures.push(outcome.failure)
    if (outcome.kind === 'files') {
      const failed = outcome.downloads.find(hasFailed)
      if (failed?.failure == null) failures.length = 0
      else failures.push(failed.failure)
    }
    options.onOutcome(recording, outcome)
  }
  /** Ids of files that are asked for again soon. */
  const asking = new Set<string>()
  const askAgainSoon = (locked: readonly Download[]): void => {
    const ids = locked.map(({ id }) => id).filter((id) => !asking.has(id))
    ids.forEach((id) => asking.add(id))
    if (ids.length === 0) return
    setTimeout(() => {
      ids.forEach((id) => asking.delete(id))
      if (!interrupted.aborted) void downloads.retry(ids)
    }, LOCKED_MS)
  }
  const allUnderWay = (): Download[] =>
    [...underWay.values()].flatMap(({ downloads: ofIt }) => [...ofIt.values()])
  const hasActive = (): boolean => allUnderWay().some(isActive)
  const pausedIds = (): string[] => allUnderWay().flatMap(({ id, state }) => (state === 'paused' ? [id] : []))
  /** Ids of the files that the user has paused all together: nothing goes on until one of them does. */
  let held: readonly string[] = []
  const isHeld = (): boolean => {
    const paused = new Set(pausedIds())
    return held.every((id) => paused.has(id))
  }
  const settleEnded = (): void => {
    for (const [id, { recording, downloads: ofIt }] of underWay) {
      const all = [...ofIt.values()]
      if (!isOver(all) || all.some((one) => held.includes(one.id))) continue
      const locked = all.filter(isWithOther)
      if (locked.length > 0) {
        askAgainSoon(locked)
        continue
      }
      underWay.delete(id)
      settle(recording, { kind: 'files', downloads: all })
    }
    onProgress()
  }
  const take = (rows: readonly Download[], removed: readonly string[]): void => {
    const wasActive = hasActive()
    for (const { downloads: ofIt } of underWay.values())
      for (const id of removed) {
        const download = ofIt.get(id)
        // Ended and cleared, or cancelled, before that was told.
        if (download !== undefined && isOpen(download)) ofIt.set(id, { ...download, state: 'cancelled' })
      }
    for (const download of rows) {
      const { source } = download
      const of = source.kind === 'recording' ? underWay.get(source.confUUID) : undefined
      if (of?.downloads.has(download.id) === true) of.downloads.set(download.id, download)
    }
    held = wasActive && !hasActive() ? pausedIds() : isHeld() ? held : []
    settleEnded()
  }
  const note = (
    recordings: readonly Recording[],
    added: { ids: string[]; failed: LookupFailure[] },
  ): void => {
    const ids = new Set(added.ids)
    const failed = new Map(added.failed.map(({ confUUID, failure }) => [confUUID, failure]))
    const byId = new Map(recordings.map((recording) => [recording.confUUID, recording]))
    for (const recording of recordings) {
      const failure = failed.get(recording.confUUID)
      if (failure !== undefined) settle(recording, outcomeOfLookup(failure, recording))
    }
    for (const download of downloads.list()) {
      const { source } = download
      const recording = source.kind === 'recording' ? byId.get(source.confUUID) : undefined
      if (recording === undefined || !ids.has(download.id)) continue
      const of = underWay.get(recording.confUUID) ?? { recording, downloads: new Map() }
      underWay.set(recording.confUUID, of.downloads.set(download.id, download) && of)
    }
    settleEnded()
  }
  const ahead = (): number => allUnderWay().filter(isActive).length

  const stopped = new Promise<'stopped'>((done) => {
    if (interrupted.aborted) done('stopped')
    interrupted.addEventListener('abort', () => done('stopped'), { once: true })
  })
  const stopListening = downloads.onChange(({ changed, removed }) => take(changed, removed))
  const ready = async (): Promise<void> => {
    for (let at = 0; at < toFetch.length && goesOn(failures); at += LOOKUPS) {
      while (ahead() >= MOST_AHEAD || held.length > 0) await progress()
      if (interrupted.aborted || !goesOn(failures)) return
      const some = toFetch.slice(at, at + LOOKUPS)
      const confUUIDs = some.map(({ confUUID }) => confUUID)
      const added = await downloads
        .addRecordings({ ...where, confUUIDs, fileTypes })
        .catch((error: unknown) => ({ ids: [], failed: failedAll(confUUIDs, error) }))
      if (interrupted.aborted) return
      note(some, added)
    }
  }
  const prepared = async (): Promise<void> => {
    const waitMs = options.waitUntil - Date.now()
    if (waiting.length === 0 || waitMs <= 0 || !goesOn(failures)) return
    const confUUIDs = waiting.map(({ confUUID }) => confUUID)
    const added = await addWhenPrepared(
      downloads,
      { ...where, confUUIDs, fileTypes },
      { waitMs, onWaiting: options.onWaiting },
      interrupted,
    ).catch((error: unknown) => ({ ids: [], failed: failedAll(confUUIDs, error) }))
    if (!interrupted.aborted) note(waiting, added)
  }
  const ended = async (): Promise<void> => {
    while (underWay.size > 0) await progress()
  }
  try {
    await Promise.race([ready().then(prepared).then(ended), stopped])
  } finally {
    stopListening()
  }
  if (interrupted.aborted)
    for (const { recording, downloads: ofIt } of underWay.values())
      options.onOutcome(recording, { kind: 'files', downloads: [...ofIt.values()] })
  return goesOn(failures) ? null : (failures.at(-1) ?? null)
}

function failedAll(confUUIDs: readonly string[], error: unknown): LookupFailure[] {
  return confUUIDs.map((confUUID) => ({ confUUID, failure: toFailure(error) }))
}
