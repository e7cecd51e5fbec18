import type { Download } from '../../contract/download.ts'
import { isActive } from '../../contract/download-states.ts'
import type { Recording, SavedFile } from '../../contract/recording.ts'
import type { Tone } from './tone.ts'

/** What of a recording's downloads counts for its state; null where there are none. */
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

/** saved: all of it that was wanted · waiting: something can still be saved, now or soon · outOfReach: nothing can. */
export const AVAILABILITIES = ['saved', 'waiting', 'outOfReach'] as const
export type Availability = (typeof AVAILABILITIES)[number]

export const STATE_FILTERS = [
  'any',
  ...AVAILABILITIES,
  'ready',
  'transcoding',
  'downloading',
  'partlySaved',
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

export const fits = (state: StateKey, filter: StateFilter): boolean =>
  filter === 'any' || filter === state || filter === REACH_OF[state]

export function summarizeDownloads(downloads: readonly Download[]): DownloadSummary | null {
  if (downloads.length === 0) return null
  if (downloads.some(isActive)) return 'moving'
  return downloads.every((download) => download.state === 'saved') ? 'done' : 'unfinished'
}

/**
 * How a recording stands, here first, then at the service. Which files it has is known only to whoever asks for
 * its links, so "partly" means: something of it was ordered and is not here, or a part is missing between others.
 * `mayDownload`: the service gives links to administrators alone; false for anybody else.
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
  /** ISO: when it is announced to be ready; null when nothing says so, or that moment has passed. */
  readyAt: string | null
  /** Of a download under way, 0 to 1; null while a length is not known. */
  fraction: number | null
  /** Types that are saved here. */
  types: string[]
}

/** The state with everything its words need. `now`: ms. */
export function recordingState(
  recording: Recording,
  saved: readonly SavedFile[],
  downloads: readonly Download[],
  now: number,
  mayDownload: boolean,
): RecordingState {
  const key = stateKeyOf(recording, saved, summarizeDownloads(downloads), mayDownload)
  const { readyAt } = recording
  return {
    key,
    tone: TONES[key],
    // An estimate that has passed says nothing any more.
    readyAt: key === 'transcoding' && readyAt !== null && Date.parse(readyAt) > now ? readyAt : null,
    fraction: key === 'downloading' ? fractionOfAll(downloads.filter(isActive)) : null,
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

function hasGap(saved: readonly SavedFile[]): boolean {
  return typesOf(saved).some((type) => {
    const parts = new Set(saved.filter((file) => file.fileType === type).map((file) => file.part))
    return Math.max(...parts) !== parts.size
  })
}

/** The types everybody knows, in the order of what people look for first. */
export const USUAL_TYPES = ['Hd', 'Aux', 'Sd', 'Audio'] as const

/** Is there a name for it in the user's language? */
export function isUsualType(type: string): type is (typeof USUAL_TYPES)[number] {
  return USUAL_TYPES.some((known) => known === type)
}

/** Types in their usual order, unknown ones after. */
export function typesOf(files: readonly { fileType: string }[]): string[] {
  const known: readonly string[] = USUAL_TYPES
  const place = (type: string) => {
    const index = known.indexOf(type)
    return index === -1 ? known.length : index
  }
  return [...new Set(files.map((file) => file.fileType))].toSorted(
    (a, b) => place(a) - place(b) || a.localeCompare(b),
  )
}

/** Can files of it be asked for? Whatever the service says of playing, only a prepared recording has files. */
export const hasFiles = (recording: Recording): boolean => recording.state === 'ready'

/** Rows whose topic, scheduler or meeting ID holds the text, as the service's own search looks at them. */
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

/** Whole MB of several; null when none says one. [Note: rcdSize] makes it "about", never exact. */
export function sizeOfAll(recordings: Recording[]): number | null {
  const sizes = recordings.map((recording) => recording.sizeMB).filter((size) => size !== null)
  return sizes.length === 0 ? null : sizes.reduce((sum, size) => sum + size, 0)
}
