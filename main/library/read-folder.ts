import { type ErrorCode, type Failure, toFailure } from '../../contract/errors.ts'
import {
  type DescribedEntry,
  describedEntries,
  MAX_DESCRIPTION_BYTES,
  readDescription,
} from './description.ts'

/**
 * A folder of saved files; paths are relative to it, separated by `/`. Each method may reject with an AppError.
 */
export interface SavedFolder {
  /** Every file below it, in order, and the folders that could not be read. */
  walk(): Promise<{ files: { path: string; bytes: number }[]; closed: { path: string; code: ErrorCode }[] }>
  readText(path: string): Promise<string>
  stream(path: string): AsyncIterable<Uint8Array>
}

/** A file as its description says; paths are relative to the folder that was read, in NFC, with `/`. */
export interface DescribedFile {
  /** Of the file, whether or not it is there. */
  path: string
  /** Of its description, as the disk spells it. */
  description: string
  entry: DescribedEntry
}

export interface ReadFolder {
  files: Awaited<ReturnType<SavedFolder['walk']>>['files']
  closed: Awaited<ReturnType<SavedFolder['walk']>>['closed']
  described: DescribedFile[]
  /** Descriptions that say nothing: damaged, of a newer version, or not readable. */
  unreadable: { path: string; reason: 'damaged' | 'newer' | Failure['code'] }[]
}

/**
 * Reads all descriptions of a folder and of those below it. Rejects with the errors of `walk`, and when `signal`
 * aborts.
 */
export async function readFolder(folder: SavedFolder, signal: AbortSignal): Promise<ReadFolder> {
  const { files, closed } = await folder.walk()
  const described: DescribedFile[] = []
  const unreadable: ReadFolder['unreadable'] = []
  for (const { path, bytes } of files) {
    if (!path.endsWith('.json') || bytes > MAX_DESCRIPTION_BYTES) continue
    signal.throwIfAborted()
    try {
      const found = readDescription(await folder.readText(path))
      if (typeof found === 'string') unreadable.push({ path, reason: found })
      else if (found !== null)
        for (const entry of describedEntries(found))
          described.push({
            path: (path.slice(0, path.lastIndexOf('/') + 1) + entry.file).normalize('NFC'),
            ...{ description: path, entry },
          })
    } catch (error) {
      unreadable.push({ path, reason: toFailure(error).code })
    }
  }
  return { files, closed, described, unreadable }
}

/** The files by their names in NFC: some file systems return decomposed names (HFS+, some shares). */
export function byName(files: ReadFolder['files']): Map<string, ReadFolder['files'][number]> {
  return new Map(files.map((file) => [file.path.normalize('NFC'), file]))
}
