/**
 * @file A line of the index: one item (a recording, minutes or a program) with all its saved files, as JSON with
 *   a checksum. The last line of an item wins; one without files removes it. What lists and searches need stands
 *   before the files, so that a hundred thousand lines are read without parsing their files.
 */
import { isAbsolute, join, dirname, basename } from 'node:path'
import { z } from 'zod'
import { type Source, sourceSchema } from '../../contract/download.ts'
import { KNOWN_FILE_TYPES } from '../../contract/recording.ts'
import { ownerIdOf } from '../../contract/source-key.ts'
import { BODY_AT, isIntact, type Line, summedLine } from '../files/summed-line.ts'
import { type LibraryEntry, entrySchema, type Meeting, meetingSchema } from './entry.ts'

const KINDS = ['recording', 'material', 'minutes'] as const

/** The item that a file belongs to. */
export function itemKey(source: Source): string {
  return keyOf(source.kind, source.site, ownerIdOf(source))
}

/** Characters that JSON does not escape. */
const PLAIN = /^[\w:/.-]*$/

/** The same as JSON.stringify([kind, site, id]), which takes longer. */
function keyOf(kind: Source['kind'], site: string, id: string): string {
  return PLAIN.test(site) && PLAIN.test(id)
    ? `["${kind}","${site}","${id}"]`
    : JSON.stringify([kind, site, id])
}

/** What stands before the files. */
const headSchema = z.object({
  kind: z.enum(KINDS),
  site: z.string(),
  id: z.string(),
  title: z.string(),
  /** ISO start of the meeting; '' when unknown. */
  startTime: z.string(),
  /** Sum of its files. */
  bytes: z.number(),
  /** Folder of the first file. */
  folder: z.string(),
  meeting: meetingSchema.nullable().optional(),
})
type Head = z.infer<typeof headSchema>

/** What lists and orders need of an item. */
export interface Brief {
  key: string
  title: string
  startTime: string
  bytes: number
  /** false: the line removes the item. */
  hasFiles: boolean
}

/** A saved file in its line: its entry without what the head says already, and with the fields of its source. */
const fileSchema = entrySchema
  .omit({ source: true, path: true })
  .partial({ title: true })
  .extend({
    /** Beside or below the item's folder, or absolute. */
    file: z.string(),
    /** Type of a recording's file, id of a program's, name of that of minutes. */
    type: z.string(),
    part: z.number().int().min(1).optional(),
  })
const filesSchema = z.array(fileSchema)

/** Where these begin in a line: not inside of a JSON text, where quotation marks are escaped. */
const FOLDER = Buffer.from(',"folder":')
const FILES = Buffer.from(',"files":[')
const [BRACKET] = Buffer.from('[')

/** The line of an item with all its files; they are of one item, and at least one. */
export function itemLine(entries: readonly LibraryEntry[]): string {
  const files = entries.toSorted(byTypeAndPart)
  const [first] = files
  if (first === undefined) throw new Error('an item without files')
  const newest = files.length === 1 ? files : entries.toSorted((a, b) => (a.savedAt < b.savedAt ? 1 : -1))
  const head: Head = {
    kind: first.source.kind,
    site: first.source.site,
    id: ownerIdOf(first.source),
    title: newest.find(({ title }) => title !== '')?.title ?? '',
    startTime: newest.find(({ startTime }) => startTime != null)?.startTime ?? '',
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    folder: dirname(first.path),
    meeting: newest.find(({ meeting }) => meeting != null)?.meeting,
  }
  return withSum(
    head,
    files.map((entry) => fileOf(entry, head)),
  )
}

/** The line that removes an item. */
export function removalLine(source: Source): string {
  const { kind, site } = source
  return withSum({ kind, site, id: ownerIdOf(source), title: '', startTime: '', bytes: 0, folder: '' }, [])
}

function withSum(head: Head, files: object[]): string {
  return summedLine({ ...head, files })
}

/** What a line says of its item; null for a damaged line. */
export function readBrief(line: Line): Brief | null {
  if (!isIntact(line)) return null
  const { bytes, at, end } = line
  try {
    const read = JSON.parse(`{${textUpTo(FOLDER, bytes, at + BODY_AT, end)}}`) as Record<keyof Head, unknown>
    // Checked by hand: this runs for every line at every start.
    const { kind, site, id, title, startTime, bytes: sumOfFiles } = read
    const isKind = kind === 'recording' || kind === 'material' || kind === 'minutes'
    if (!isKind || typeof site !== 'string' || typeof id !== 'string') return null
    if (typeof title !== 'string' || typeof startTime !== 'string' || typeof sumOfFiles !== 'number')
      return null
    const hasFiles = bytes[end - 3] !== BRACKET
    return { key: keyOf(kind, site, id), title, startTime, bytes: sumOfFiles, hasFiles }
  } catch {
    return null
  }
}

/** The text of a line before one of its members. */
function textUpTo(member: Buffer, bytes: Buffer, at: number, end: number): string {
  const to = bytes.indexOf(member, at)
  if (to === -1 || to >= end) throw new Error('not a line of the index')
  return bytes.toString('utf8', at, to)
}

/** What searches look in besides the title and the start, of a line that {@link readBrief} has read; '' if unknown. */
export function readSearched(line: Line): Pick<Meeting, 'scheduler' | 'confID'> {
  try {
    // Checked by hand: this runs for every line before the first search.
    const { meeting } = rawHeadOf(line) as { meeting?: Partial<Record<keyof Meeting, unknown>> | null }
    const { scheduler, confID } = meeting ?? {}
    return {
      scheduler: typeof scheduler === 'string' ? scheduler : '',
      confID: typeof confID === 'string' ? confID : '',
    }
  } catch {
    return { scheduler: '', confID: '' }
  }
}

/** The meeting and the folder of the first file, of a line that {@link readBrief} has read; null if not understood. */
export function readPlace(line: Line): Pick<Head, 'folder' | 'meeting'> | null {
  try {
    return headOf(line)
  } catch {
    return null
  }
}

/** The saved files of a line that {@link readBrief} has read, by type and part; none if they are not understood. */
export function readFiles(line: Line): LibraryEntry[] {
  try {
    const head = headOf(line)
    const files = line.bytes.indexOf(FILES, line.at) + FILES.length - 1
    const read = filesSchema.parse(JSON.parse(line.bytes.toString('utf8', files, line.end - 1)))
    return read.map((file) => entryOf(head, file))
  } catch {
    return []
  }
}

function headOf(line: Line): Head {
  return headSchema.parse(rawHeadOf(line))
}

function rawHeadOf({ bytes, at, end }: Line): unknown {
  return JSON.parse(`{${textUpTo(FILES, bytes, at + BODY_AT, end)}}`)
}

function fileOf(
  { source, path, title, startTime, meeting, ...rest }: LibraryEntry,
  head: Head,
): z.infer<typeof fileSchema> {
  const inFolder = path.startsWith(head.folder) && dirname(path) === head.folder
  const file: z.infer<typeof fileSchema> = {
    ...rest,
    ...typeOf(source),
    file: inFolder ? basename(path) : path,
  }
  if (title !== head.title) file.title = title
  if ((startTime ?? '') !== head.startTime) file.startTime = startTime
  if (!isSame(meeting, head.meeting)) file.meeting = meeting
  return file
}

function isSame(one: Meeting | null | undefined, other: Meeting | null | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}

function typeOf(source: Source): { type: string; part?: number } {
  switch (source.kind) {
    case 'recording':
      return { type: source.fileType, part: source.part }
    case 'material':
      return { type: source.materialId }
    case 'minutes':
      return { type: source.file }
  }
}

function entryOf(
  { kind, site, id, title, startTime, meeting, folder }: Head,
  { file, type, part = 1, ...rest }: z.infer<typeof fileSchema>,
): LibraryEntry {
  const own = {
    recording: { confUUID: id, fileType: type, part },
    material: { programId: id, materialId: type },
    minutes: { fileCode: id, file: type },
  }[kind]
  return {
    source: sourceSchema.parse({ kind, site, ...own }),
    path: isAbsolute(file) ? file : join(folder, file),
    ...(startTime === '' ? {} : { startTime }),
    ...(meeting == null ? {} : { meeting }),
    ...rest,
    title: rest.title ?? title,
  }
}

function byTypeAndPart({ source: a }: LibraryEntry, { source: b }: LibraryEntry): number {
  const [one, other] = [typeOf(a), typeOf(b)]
  const order = rankOf(one.type) - rankOf(other.type) || (one.part ?? 1) - (other.part ?? 1)
  return order === 0 ? (one.type < other.type ? -1 : 1) : order
}

function rankOf(type: string): number {
  const rank = KNOWN_FILE_TYPES.findIndex((known) => known.toLowerCase() === type.toLowerCase())
  return rank === -1 ? KNOWN_FILE_TYPES.length : rank
}
