import type { WatchableFile } from '../../../contract/watching.ts'

/** A saved film whose length is known. */
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
 * One part of a recording: its films show the same stretch of the meeting from different sides.
 * [Note: one clock] The service says no more of how they lie to each other, so all films of a part begin together.
 */
export interface Part {
  /** As the service numbers them, 1-based; a number may be missing when that part is not saved here. */
  number: number
  /** Where it begins in the whole, in seconds. */
  start: number
  /** As long as its longest film. */
  seconds: number
  films: Film[]
}

/** The parts one after another, as if they were one film. */
export interface Timeline {
  seconds: number
  parts: Part[]
}

/** A film of a file that can be played; null when its length is not known. */
export function filmOf(file: WatchableFile, seconds: number | null): Film | null {
  if (file.state !== 'ready' || seconds === null || seconds <= 0) return null
  const isNamed = file.tracks.length > 0
  return {
    id: file.id,
    fileType: file.fileType,
    part: file.part,
    seconds,
    // A file that names no tracks is taken for what its type says.
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

/** Types with a picture, those included whose file is not to be had: that it is missed shall be seen. */
export function pictureTypes({ parts }: Timeline, files: WatchableFile[]): string[] {
  const films = parts.flatMap((part) => part.films)
  return files
    .filter(({ id, fileType }) => films.find((film) => film.id === id)?.hasPicture ?? fileType !== 'Audio')
    .map(({ fileType }) => fileType)
}

export interface Place {
  /** Into {@link Timeline.parts}. */
  index: number
  /** Seconds into that part. */
  offset: number
}

/** Which part a time falls into, and where; times outside the whole are moved to its ends. A border is the later part's. */
export function placeAt({ seconds, parts }: Timeline, time: number): Place {
  const within = Math.min(Math.max(time, 0), seconds)
  const index = Math.max(
    0,
    parts.findLastIndex(({ start }) => start <= within),
  )
  return { index, offset: within - (parts[index]?.start ?? 0) }
}

/** Where to go for the part before or after; half a breath into a part, "before" is its own beginning. */
export function partBeside(timeline: Timeline, time: number, step: -1 | 1): number | null {
  const { index, offset } = placeAt(timeline, time)
  if (step === -1 && offset > RESTART_AFTER) return timeline.parts[index]?.start ?? null
  return timeline.parts[index + step]?.start ?? null
}

const RESTART_AFTER = 3

/** Numbers of the parts that the recording has and the timeline has not, as far as is known. */
export function partsMissing({ parts }: Timeline, known: number): number[] {
  const there = new Set(parts.map(({ number }) => number))
  return Array.from({ length: known }, (_, index) => index + 1).filter((number) => !there.has(number))
}
