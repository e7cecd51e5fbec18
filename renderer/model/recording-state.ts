import type { Download } from '../../contract/download.ts'
import { isActive } from '../../contract/download-states.ts'
import type { Recording, SavedFile } from '../../contract/recording.ts'
import type { Tone } from './tone.ts'

/** The summary of a recording's downloads that its state depends on; null if there are none. */
export type DownloadSummary = 'moving' | 'unfinished' | 'done'

export const STATES = [
  'ready',
  'transcoding',
  'downloading',
  'partlySaved',
  'saved',
  'unavailable',
  'noPermission',
] as const
export type StateKey = (typeof STATES)[number]

/**
 * saved: everything requested · waiting: something can still be saved, now or soon · outOfReach: nothing can.
 */
export const AVAILABILITIES = ['saved', 'waiting', 'outOfReach'] as const
export type Availability = (typeof AVAILABILITIES)[number]

export const STATE_FILTERS = [
  'any',
  ...AVAILABILITIES,
  'ready',
  'transcoding',
  'downloading',
  'partlySaved',
  'leavesSoon',
] as const
export type StateFilter = (typeof STATE_FILTERS)[number]

const REACH_OF: Record<StateKey, Availability> = {
  ready: 'waiting',
  transcoding: 'waiting',
  downloading: 'waiting',
  partlySaved: 'waiting',
  saved: 'saved',
  unavailable: 'outOfReach',
  noPermission: 'outOfReach',
}

const TONES: Record<StateKey, Tone> = {
  ready: 'neutral',
  transcoding: 'warn',
  downloading: 'accent',
  partlySaved: 'info',
  saved: 'good',
  unavailable: 'danger',
  noPermission: 'danger',
}

export const availabilityOf = (state: StateKey): Availability => REACH_OF[state]

/** Of `leavesSoon` the part that the state decides: only what is not saved can be lost. */
export const fits = (state: StateKey, filter: StateFilter): boolean =>
  filter === 'any' || filter === state || (filter === 'leavesSoon' ? 'waiting' : filter) === REACH_OF[state]

export function summarizeDownloads(downloads: readonly Download[]): DownloadSummary | null {
  if (downloads.length === 0) return null
  if (downloads.some(isActive)) return 'moving'
  return downloads.every((download) => download.state === 'saved') ? 'done' : 'unfinished'
}

/**
 * The state of a recording: first on this machine, then at the service. Its files are known only after
 * requesting its links, so "partly" means: something was requested and is missing, or a part is missing
 * between others. `mayDownload`: false if the service gives links only to administrators and the user is
 * none.
 */
export function stateKeyOf(
  recording: Recording,
  saved: readonly SavedFile[],
  standing: DownloadSummary | null,
  mayDownload: boolean,
): StateKey {
  if (standing === 'moving') return 'downloading'
  if (saved.length > 0) return standing === 'unfinished' || hasGap(saved) ? 'partlySaved' : 'saved'
  return recording.state === 'ready' && !mayDownload ? 'noPermission' : recording.state
}

export interface RecordingState {
  key: StateKey
  tone: Tone
  /** ISO: when it is announced to be ready; null if unknown or past. */
  readyAt: string | null
  /** It is to be downloaded, and none of it has begun. */
  isWaiting: boolean
  /** Progress of an active download, 0 to 1; null while a size is unknown. */
  fraction: number | null
  /** The types saved here. */
  types: string[]
}

/** The state with all values its texts need. `now`: ms. */
export function recordingState(
  recording: Recording,
  saved: readonly SavedFile[],
  downloads: readonly Download[],
  now: number,
  mayDownload: boolean,
): RecordingState {
  const key = stateKeyOf(recording, saved, summarizeDownloads(downloads), mayDownload)
  const isWaiting =
    key === 'downloading' &&
    downloads.every((one) => !isActive(one) || (one.state === 'waiting' && one.receivedBytes === 0))
  const { readyAt } = recording
  return {
    key,
    tone: isWaiting ? 'neutral' : TONES[key],
    isWaiting,
    // A past estimate is useless.
    readyAt: key === 'transcoding' && readyAt !== null && Date.parse(readyAt) > now ? readyAt : null,
    fraction: key === 'downloading' && !isWaiting ? fractionOfAll(downloads.filter(isActive)) : null,
    types: typesOf(saved),
  }
}

function fractionOfAll(downloads: Download[]): number | null {
  let received = 0
  let total = 0
  for (const download of downloads) {
    if (download.totalBytes === null) return null
    received += download.receivedBytes
    total += download.totalBytes
  }
  return total === 0 ? null : Math.min(1, received / total)
}

/** Whether a part is missing between others. */
export function hasGap(saved: readonly Pick<SavedFile, 'fileType' | 'part'>[]): boolean {
  return typesOf(saved).some((type) => {
    const parts = new Set(saved.filter((file) => file.fileType === type).map((file) => file.part))
    return Math.max(...parts) !== parts.size
  })
}

/** The well-known types, in display order. */
export const STANDARD_TYPES = ['Hd', 'Aux', 'Sd', 'Audio'] as const

/** Whether the user's language has a name for it. */
export function isStandardType(type: string): type is (typeof STANDARD_TYPES)[number] {
  return STANDARD_TYPES.some((known) => known === type)
}

/** Types in display order, unknown ones last. */
export function typesOf(files: readonly { fileType: string }[]): string[] {
  const known: readonly string[] = STANDARD_TYPES
  const place = (type: string) => {
    const index = known.indexOf(type)
    return index === -1 ? known.length : index
  }
  return [...new Set(files.map((file) => file.fileType))].toSorted(
    (a, b) => place(a) - place(b) || a.localeCompare(b),
  )
}

/** What `readyAt` is: when the recording was prepared, or an estimate that may have passed. `now` in ms. */
export function preparationOf(
  { state, readyAt }: Pick<Recording, 'state' | 'readyAt'>,
  now: number,
): 'prepared' | 'expected' | 'wasExpected' {
  if (state !== 'transcoding') return 'prepared'
  return Date.parse(readyAt ?? '') > now ? 'expected' : 'wasExpected'
}

/**
 * Whether its files can be requested: the service has them once they are prepared, also where it reports that
 * the recording cannot be played.
 */
export const hasFiles = (recording: Recording): boolean => recording.state !== 'transcoding'

/** Rows whose topic, scheduler or meeting ID contains the text, matched as in the service's own search. */
export function matching(recordings: readonly Recording[], search: string): readonly Recording[] {
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return recordings
  const digits = wanted.replaceAll(/\s/g, '')
  return recordings.filter(
    ({ subject, schedulerName, confID }) =>
      subject.toLowerCase().includes(wanted) ||
      schedulerName.toLowerCase().includes(wanted) ||
      confID.toLowerCase().includes(digits),
  )
}
