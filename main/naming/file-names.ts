import { createHash } from 'node:crypto'
import { AppError } from '../../contract/errors.ts'
import { FLAT_NAME_TEMPLATE, DEFAULT_NAME_TEMPLATE, MOST_FOLDERS } from '../../contract/name-template.ts'
import type { MinutesFile } from '../../contract/own-minutes.ts'
import {
  withRequiredPlaceholders,
  countOf,
  fillTemplate,
  namesOf,
  type NameValues,
  withDistinctFolder,
} from './name-template.ts'
import { ENGLISH_WORDS, type NameWords } from './name-words.ts'
import { cutTo, fits, isReserved, type Room, safePiece, trimEnd } from './safe-text.ts'

/**
 * Longest name. File systems allow 255 (bytes of UTF-8, or UTF-16 units, which are never more); the longest
 * suffix ever added is " (99)", ".part.json" and ".set-aside-" with a time, 50 in all.
 */
const LONGEST_NAME = 200
/** Longest path Windows programs can open, without the closing NUL of MAX_PATH. */
const LONGEST_WINDOWS_PATH = 259
/** " (99)" and ".part.json" */
const ADDED_TO_PATH = 15
/**
 * Room kept for the file's name below the folders of a path of limited length, in units: otherwise the name of
 * the type would decide how much of the topic the folder gets, and the files of a meeting would be torn apart.
 */
const FILE_BELOW_FOLDERS = 32
/** For ".jpeg" and the like, when added to a name without an extension. */
const LONGEST_EXTENSION = 5

const LONGEST_TYPE = { bytes: 40, units: 40 }
const LONGEST_NUMBER = { bytes: 24, units: 24 }
const LONGEST_PERSON = { bytes: 60, units: 60 }
const LONGEST_PROGRAM = { bytes: 80, units: 80 }

/** The last fallback, which is still unique to one file. */
const SHORTEST_TEMPLATE = '{type} {part} {id8}'

/** The naming template, the words of its language, and the space available for names. */
export interface Naming {
  template: string
  words: NameWords
  room: Room
}
export const DEFAULT_NAMING: Naming = {
  template: DEFAULT_NAME_TEMPLATE,
  words: ENGLISH_WORDS,
  room: { bytes: LONGEST_NAME, units: LONGEST_NAME },
}

/** Longest name of common file systems, in bytes or units. */
const LONGEST_OF_ALL = 255

/**
 * Space for a name in this folder, less the suffixes added while the file is unfinished. `longestName`: what
 * its file system allows, in bytes.
 */
export function roomIn(folder: string, platform: NodeJS.Platform, longestName = LONGEST_OF_ALL): Room {
  const lost = LONGEST_OF_ALL - Math.min(longestName, LONGEST_OF_ALL)
  const bytes = DEFAULT_NAMING.room.bytes - lost
  const units = DEFAULT_NAMING.room.units - lost
  if (platform !== 'win32') return { bytes, units }
  const folderUnits = trimEnd(folder, '\\/').length + 1
  const path = LONGEST_WINDOWS_PATH - ADDED_TO_PATH - folderUnits
  return { bytes, units: Math.min(units, path), path }
}

export interface NamedRecording {
  site: string
  confUUID: string
  confID: string
  subject: string
  schedulerName: string
  /** ISO; null omits date and time. */
  startTime: string | null
  durationSeconds: number | null
  fileType: string
  part: number
  parts: number
  /** With the dot, or ''. */
  extension: string
}

/**
 * `2026/10/2026-10-03 0930 Weekly sync/Camera part 2.mp4`, or as the template says, with `/` between the names of
 * folders; the topic is truncated to fit. Placeholders that keep names unique are added to a template without
 * them; a template that does not fit is replaced by one without folders. Throws PATH_TOO_LONG if no name fits.
 */
export function recordingFileName(
  file: NamedRecording,
  { template, words, room }: Naming = DEFAULT_NAMING,
): string {
  const values = valuesOf(file, words)
  for (const one of [withRequiredPlaceholders(template), FLAT_NAME_TEMPLATE, SHORTEST_TEMPLATE]) {
    const name = nameWithin(withDistinctFolder(one, values), values, file.extension, room)
    if (name !== null) return name
  }
  throw new AppError('PATH_TOO_LONG', { detail: 'no room for a name in this folder' })
}

/** The value of each placeholder for a recording; times are local. */
export function valuesOf(file: Omit<NamedRecording, 'extension'>, words: NameWords): NameValues {
  return {
    ...startValues(file.startTime),
    topic: safePiece(file.subject),
    type: typePiece(file.fileType, words),
    part: file.parts > 1 || file.part > 1 ? safePiece(words.part(file.part)) : '',
    id8: id8(file.site, file.confUUID),
    confID: cutTo(safePiece(file.confID), LONGEST_NUMBER),
    scheduler: cutTo(safePiece(file.schedulerName), LONGEST_PERSON),
    duration: file.durationSeconds === null ? '' : shortDuration(file.durationSeconds),
  }
}

function startValues(startTime: string | null): Pick<NameValues, 'date' | 'time' | 'year' | 'month' | 'day'> {
  if (startTime === null) return { date: '', time: '', year: '', month: '', day: '' }
  const start = new Date(startTime)
  const two = (n: number): string => String(n).padStart(2, '0')
  const [year, month, day] = [String(start.getFullYear()), two(start.getMonth() + 1), two(start.getDate())]
  const time = `${two(start.getHours())}${two(start.getMinutes())}`
  return { year, month, day, date: `${year}-${month}-${day}`, time }
}

/**
 * The word for a known type; any other as the service spells it. Types that differ only in characters a name
 * cannot contain stay distinct, and so do one that is called like the word for another, and one without a name.
 */
function typePiece(fileType: string, { types }: NameWords): string {
  const known = Object.entries(types).find(([type]) => type.toLowerCase() === fileType.toLowerCase())
  if (known !== undefined) return safePiece(known[1])
  const piece = cutTo(safePiece(fileType), LONGEST_TYPE)
  const isWord = Object.values(types).some((word) => word.toLowerCase() === piece.toLowerCase())
  const isPlain = piece !== '' && piece === fileType && !isWord
  return isPlain ? piece : `${piece} ${id8(fileType.toLowerCase()).slice(0, 4)}`.trim()
}

/** `1h05m`, `45m`, `30s` */
function shortDuration(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  if (minutes < 1) return `${Math.round(seconds)}s`
  const hours = Math.floor(minutes / 60)
  return hours === 0 ? `${minutes}m` : `${hours}h${String(minutes % 60).padStart(2, '0')}m`
}

/**
 * The template's name with its topic truncated to fit, and `/` between folders; null if it does not fit even
 * then.
 */
export function nameWithin(
  template: string,
  values: NameValues,
  extension: string,
  room: Room,
): string | null {
  const all = namesOf(template)
  const names = [...all.slice(0, -1).slice(0, MOST_FOLDERS), all.at(-1) ?? '']
  const named = (name: string, n: number, topic: string): string => {
    const filled = fillTemplate(name, { ...values, topic })
    // Nothing that names the file itself is known, only what names its folders.
    if (n === names.length - 1) return finished(filled || values.type, extension)
    // A folder of which nothing is known is left out.
    return filled === '' ? '' : finished(filled, '')
  }
  const path = (topic: string): string[] =>
    names.map((name, n) => named(name, n, topic)).filter((name) => name !== '')
  const fitsAll = (found: string[]): boolean =>
    found.every((name) => fits(name, room)) && lengthOf(found) <= (room.path ?? Infinity)

  const whole = path(values.topic)
  if (fitsAll(whole)) return whole.join('/')
  const topics = names.map((name) => countOf(name, 'topic'))
  const left = (limit: number, used: number, count: number): number =>
    Math.floor((limit - used) / Math.max(1, count)) + 1
  // A one-character topic, so that the text around it is kept too.
  const around = names.map((name, n) => named(name, n, 'x'))
  const rooms = around.map((name, n) => {
    const count = topics[n] ?? 0
    if (count === 0) return { bytes: Infinity, units: Infinity }
    return {
      bytes: left(room.bytes, Buffer.byteLength(name), count),
      units: left(room.units, name.length, count),
    }
  })
  const together = left(
    room.path ?? Infinity,
    lengthOf(around),
    topics.reduce((sum, one) => sum + one, 0),
  )
  const topic = cutTo(values.topic, {
    bytes: Math.min(...rooms.map(({ bytes }) => bytes)),
    units: Math.min(together, ...rooms.map(({ units }) => units)),
  })
  const cut = path(topic)
  return fitsAll(cut) ? cut.join('/') : null
}

/** Units of a path whose folders do not depend on the file's own name. */
function lengthOf(names: string[]): number {
  const file = names.at(-1)?.length ?? 0
  const least = names.length > 1 ? FILE_BELOW_FOLDERS : 0
  return names.slice(0, -1).reduce((sum, name) => sum + name.length + 1, Math.max(file, least))
}

function finished(name: string, extension: string): string {
  return `${isReserved(name) ? '_' : ''}${name}${extension}`
}

/** Eight hex digits that distinguish files of meetings with the same topic and minute. */
function id8(...identity: string[]): string {
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 8)
}

/**
 * `program material 1f2e3d4c.png`. Keeps the material's own extension if it is one of a picture or film.
 * Throws PATH_TOO_LONG if no name fits.
 */
export function materialFileName(
  material: {
    site: string
    programId: string
    programName: string
    materialId: string
    materialName: string
  },
  room: Room = DEFAULT_NAMING.room,
): { fileName: string; needsExtension: boolean } {
  const { stem, extension } = split(material.materialName, MATERIAL_EXTENSIONS)
  return fittedName(
    {
      front: cutTo(safePiece(material.programName), LONGEST_PROGRAM),
      name: safePiece(stem),
      id: id8(material.site, material.programId, material.materialId),
      extension,
    },
    room,
  )
}

/**
 * `2026-10-03 topic 1f2e3d4c.pdf`, by local date. Only the extension of the service's own file name is used,
 * and only if no system would execute it. Throws PATH_TOO_LONG if no name fits.
 */
export function minutesFileName(
  minutes: {
    site: string
    fileCode: string
    topic: string
    createdAt: string | null
    file: MinutesFile
    name: string
  },
  room: Room = DEFAULT_NAMING.room,
): { fileName: string; needsExtension: boolean } {
  const { extension } = split(minutes.name, MINUTES_EXTENSIONS)
  return fittedName(
    {
      front: startValues(minutes.createdAt).date,
      name: safePiece(minutes.topic),
      id: id8(minutes.site, minutes.fileCode),
      extension: minutes.file === 'pdf' ? '.pdf' : extension,
    },
    room,
  )
}

const MATERIAL_EXTENSIONS = /^(.*)(\.(?:jpe?g|png|gif|webp|bmp|mp4|m4v|mov|webm|pdf))$/iu
/** `.cwb` is the whiteboard format in the documentation's sample. */
const MINUTES_EXTENSIONS = /^(.*)(\.(?:cwb|pdf|jpe?g|png))$/iu

function split(name: string, extensions: RegExp): { stem: string; extension: string } {
  const found = extensions.exec(name)
  return { stem: found?.[1] ?? name, extension: found?.[2]?.toLowerCase() ?? '' }
}

/** `front name id.extension`, with the name truncated to fit; without the front if it is still too long. */
function fittedName(
  pieces: { front: string; name: string; id: string; extension: string },
  room: Room,
): { fileName: string; needsExtension: boolean } {
  const { name, id, extension } = pieces
  const added = LONGEST_EXTENSION - extension.length
  const within = { bytes: room.bytes - added, units: room.units - added }
  for (const front of [pieces.front, '']) {
    const around = [front, id].filter(Boolean).join(' ')
    const used = Buffer.byteLength(`${around} ${extension}_`)
    const cut = cutTo(name, { bytes: within.bytes - used, units: within.units - used })
    const fileName = finished([front, cut, id].filter(Boolean).join(' '), extension)
    if (fits(fileName, within)) return { fileName, needsExtension: extension === '' }
  }
  throw new AppError('PATH_TOO_LONG', { detail: 'no room for a name in this folder' })
}
