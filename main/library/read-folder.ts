import { type ErrorCode, type Failure, toFailure } from '../../contract/errors.ts'
import { mapConcurrently } from '../limit-concurrency.ts'
import {
  type DescribedEntry,
  describedEntries,
  descriptionKey,
  MAX_DESCRIPTION_BYTES,
  MEETING_DESCRIPTION,
  readDescription,
} from './description.ts'

/** Descriptions read in parallel. */
const AT_ONCE = 2

/** A file; its path is relative to the saved folder, separated by `/`. */
export interface FoundFile {
  path: string
  bytes: number
  /** Time of its last change, in ms. */
  modifiedMs: number
  /** A symbolic link to a file, which may lead anywhere. */
  isLink: boolean
}

/** The files directly in one folder. */
export interface FoundFolder {
  /** Relative; '' for the saved folder itself. */
  path: string
  files: FoundFile[]
  /** Why it could not be read; null if it was. */
  failure: ErrorCode | null
}

/** A folder of saved files. Each method may reject with an AppError. */
export interface SavedFolder {
  /** The folder and all below it, in order. Rejects if the folder itself cannot be read, and when `signal` aborts. */
  folders(signal: AbortSignal): AsyncIterable<FoundFolder>
  readText(path: string): Promise<string>
  stream(path: string): AsyncIterable<Uint8Array>
  /** Looks at a file again, after the folder was listed; null: it is not there any more. */
  look(path: string): Promise<Pick<FoundFile, 'bytes' | 'modifiedMs'> | null>
}

/** A file as its description says; paths are relative to the folder that was read, in NFC, with `/`. */
export interface DescribedFile {
  /** Of the file, whether or not it is there. */
  path: string
  /** Of its description, as the disk spells it. */
  description: string
  entry: DescribedEntry
}

/** A description that says nothing: damaged, of a newer version, or not readable. */
interface UnreadableDescription {
  path: string
  reason: 'damaged' | 'newer' | Failure['code']
}

export interface ReadFolder {
  files: FoundFile[]
  /** Folders that could not be read. */
  closed: { path: string; code: ErrorCode }[]
  described: DescribedFile[]
  unreadable: UnreadableDescription[]
}

/**
 * Reads a folder and those below it with their descriptions, one at a time: a description explains only files beside
 * it. Rejects with the errors of `folders`.
 */
export async function* readFolders(folder: SavedFolder, signal: AbortSignal): AsyncGenerator<ReadFolder> {
  for await (const { path, files, failure } of folder.folders(signal)) {
    const texts = files.filter((file) => file.path.endsWith('.json'))
    const read = await mapConcurrently(texts, AT_ONCE, (file) => readOne(folder, file, signal))
    signal.throwIfAborted()
    yield {
      files,
      closed: failure === null ? [] : [{ path, code: failure }],
      described: read.flatMap((one) => (Array.isArray(one) ? one : [])),
      unreadable: read.flatMap((one) => (Array.isArray(one) ? [] : one)),
    }
  }
}

/** Reads all descriptions of a folder and of those below it. Rejects with the errors of {@link readFolders}. */
export async function readFolder(folder: SavedFolder, signal: AbortSignal): Promise<ReadFolder> {
  const all: ReadFolder = { files: [], closed: [], described: [], unreadable: [] }
  for await (const one of readFolders(folder, signal)) {
    for (const file of one.files) all.files.push(file)
    for (const file of one.described) all.described.push(file)
    all.closed.push(...one.closed)
    all.unreadable.push(...one.unreadable)
  }
  return all
}

/** None for a file that is not a description. */
async function readOne(
  folder: SavedFolder,
  { path, bytes }: FoundFile,
  signal: AbortSignal,
): Promise<DescribedFile[] | UnreadableDescription> {
  if (bytes > MAX_DESCRIPTION_BYTES)
    return path.split('/').at(-1) === MEETING_DESCRIPTION ? { path, reason: 'damaged' } : []
  signal.throwIfAborted()
  try {
    const found = readDescription(await folder.readText(path))
    if (typeof found === 'string') return { path, reason: found }
    if (found === null) return []
    const parent = path.slice(0, path.lastIndexOf('/') + 1)
    return describedEntries(found).map((entry) => ({
      ...{ path: (parent + entry.file).normalize('NFC'), description: path, entry },
    }))
  } catch (error) {
    // Renamed or deleted since the folder was listed: it says nothing, and nothing is wrong with it.
    if (await isGone(folder, path)) return []
    return { path, reason: toFailure(error).code }
  }
}

async function isGone(folder: SavedFolder, path: string): Promise<boolean> {
  return await folder.look(path).then(
    (found) => found === null,
    () => false,
  )
}

/** The files by their names in NFC: some file systems return decomposed names (HFS+, some shares). */
export function byName(files: readonly FoundFile[]): Map<string, FoundFile> {
  return new Map(files.map((file) => [file.path.normalize('NFC'), file]))
}

/** What descriptions say of a file that is there. */
export type Claim =
  | { kind: 'explained'; entry: DescribedEntry }
  /** It has another size than each of them says. */
  | { kind: 'other-size' }
  /** They say that it belongs to different recordings: at most one of them is right. */
  | { kind: 'contradicted' }

/** What is known of each file that is there and described, by its path in NFC. */
export function claimsOf({ files, described }: Pick<ReadFolder, 'files' | 'described'>): Map<string, Claim> {
  const found = byName(files)
  const claims = new Map<string, Claim>()
  for (const { path, entry } of described) {
    const there = found.get(path)
    if (there === undefined) continue
    const before = claims.get(path)
    if (there.bytes !== entry.bytes) claims.set(path, before ?? { kind: 'other-size' })
    else if (before?.kind !== 'explained')
      claims.set(path, before?.kind === 'contradicted' ? before : { kind: 'explained', entry })
    else if (descriptionKey(before.entry.source) !== descriptionKey(entry.source))
      claims.set(path, { kind: 'contradicted' })
  }
  return claims
}
