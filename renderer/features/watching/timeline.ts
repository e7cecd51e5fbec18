import type { WatchableFile } from '../../../contract/watching.ts'

/** A saved film of known length. */
export interface Film {
  id: string
  fileType: string
  /** 1-based. */
  part: number
  seconds: number
  hasPicture: boolean
  hasSound: boolean
}

/**
 * One part of a recording: its films show the same section of the meeting from different sides. [Note: one
 * clock] The service does not say how they are aligned, so all films of a part start together.
 */
export interface Part {
  /** The service's number, 1-based; numbers may be missing when a part is not saved here. */
  number: number
  /** Its start in the recording, in seconds. */
  start: number
  /** The length of its longest film. */
  seconds: number
  films: Film[]
}

/** The parts one after another, as one continuous film. */
export interface Timeline {
  seconds: number
  parts: Part[]
}

/** The film of a playable file; null if its length is unknown. */
export function filmOf(file: WatchableFile, seconds: number | null): Film | null {
  if (file.state !== 'ready' || seconds === null || seconds <= 0) return null
  const isNamed = file.tracks.length > 0
  return {
    id: file.id,
    fileType: file.fileType,
    part: file.part,
    seconds,
    // A file without track information is assumed to match its type.
    hasPicture: isNamed ? file.tracks.some(({ kind }) => kind === 'picture') : file.fileType !== 'Audio',
    hasSound: isNamed ? file.tracks.some(({ kind }) => kind === 'sound') : true,
  }
}

export function makeTimeline(films: Film[]): Timeline {
  const numbers = [...new Set(films.map(({ part }) => part))].toSorted((a, b) => a - b)
  let start = 0
  const parts = numbers.map((number) => {
    const ofPart = films.filter(({ part }) => part === number)
    const part = { number, start, seconds: Math.max(...ofPart.map(({ seconds }) => seconds)), films: ofPart }
    start += part.seconds
    return part
  })
  return { seconds: start, parts }
}

/** Types with a picture, including those whose file is missing or broken, so that its absence is visible. */
export function pictureTypes({ parts }: Timeline, files: WatchableFile[]): string[] {
  const films = parts.flatMap((part) => part.films)
  return files
    .filter(({ id, fileType }) => films.find((film) => film.id === id)?.hasPicture ?? fileType !== 'Audio')
    .map(({ fileType }) => fileType)
}

export interface Place {
  /** Index into {@link Timeline.parts}. */
  index: number
  /** Seconds into that part. */
  offset: number
}

/** The part and offset of a time, clamped to the recording. A boundary belongs to the later part. */
export function placeAt({ seconds, parts }: Timeline, time: number): Place {
  const within = Math.min(Math.max(time, 0), seconds)
  const index = Math.max(
    0,
    parts.findLastIndex(({ start }) => start <= within),
  )
  return { index, offset: within - (parts[index]?.start ?? 0) }
}

/**
 * The start of the previous or next part; {@link RESTART_AFTER} seconds into a part, "previous" is its own
 * start.
 */
export function partBeside(timeline: Timeline, time: number, step: -1 | 1): number | null {
  const { index, offset } = placeAt(timeline, time)
  if (step === -1 && offset > RESTART_AFTER) return timeline.parts[index]?.start ?? null
  return timeline.parts[index + step]?.start ?? null
}

const RESTART_AFTER = 3

/** Numbers of the recording's parts that the timeline does not have, as far as known. */
export function partsMissing({ parts }: Timeline, known: number): number[] {
  const there = new Set(parts.map(({ number }) => number))
  return Array.from({ length: known }, (_, index) => index + 1).filter((number) => !there.has(number))
}
