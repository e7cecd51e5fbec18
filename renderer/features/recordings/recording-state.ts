import type { Download } from '../../../contract/download.ts'
import type { CallOutput } from '../../../contract/ipc.ts'
import type { Recording } from '../../../contract/recording.ts'
import type { Tone } from '../../ui/state-label.tsx'
import { isUnderWay } from '../downloads/download-state.ts'

export type SavedFile = CallOutput<'library.savedFiles'>[number]

export type RecordingState =
  | { key: 'ready' | 'transcoding' | 'unavailable'; tone: Tone }
  | { key: 'transcodingUntil'; tone: Tone; at: string }
  /** fraction: null while a length is not known. */
  | { key: 'downloading'; tone: Tone; fraction: number | null }
  | { key: 'saved' | 'partlySaved'; tone: Tone; types: string[] }

/**
 * How a recording stands, here first, then at the service. Which files it has is known only to whoever asks for
 * its links, so "partly" means: something of it was ordered and is not here, or a part is missing between others.
 */
export function recordingState(
  recording: Recording,
  saved: SavedFile[],
  downloads: Download[],
  now: number,
): RecordingState {
  const moving = downloads.filter(isUnderWay)
  if (moving.length > 0) return { key: 'downloading', tone: 'accent', fraction: fractionOfAll(moving) }
  if (saved.length > 0) {
    const isPartly = downloads.some((download) => download.state !== 'saved') || hasGap(saved)
    return {
      key: isPartly ? 'partlySaved' : 'saved',
      tone: isPartly ? 'info' : 'good',
      types: typesOf(saved),
    }
  }
  if (recording.state === 'transcoding') {
    // An estimate that has passed says nothing any more.
    return recording.readyAt === null || Date.parse(recording.readyAt) <= now
      ? { key: 'transcoding', tone: 'warn' }
      : { key: 'transcodingUntil', tone: 'warn', at: recording.readyAt }
  }
  return recording.state === 'ready'
    ? { key: 'ready', tone: 'neutral' }
    : { key: 'unavailable', tone: 'danger' }
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

function hasGap(saved: SavedFile[]): boolean {
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
export function typesOf(files: { fileType: string }[]): string[] {
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
export function matching(recordings: Recording[], search: string): Recording[] {
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
