import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import type { LibraryEntry } from './entry.ts'
import type { Library } from './library.ts'
import { byName, readFolder } from './read-folder.ts'
import { savedFolder } from './saved-folder.ts'
import { descriptionKey } from './description.ts'
import { isMedia } from './verify.ts'

/** Entries written at once: what is adopted before a kill stays adopted. */
const BATCH = 500

export interface Adopted {
  /** Files that are in the index now, at their place here, and were not before. */
  adopted: number
  /** Files that the index had already: here, or elsewhere and still there. */
  known: number
  /**
   * Films and sounds that no description explains, files of another size than described, and descriptions that say
   * nothing; none of them was touched. Relative to the folder, with `/`.
   */
  unknown: string[]
}

/**
 * Takes the files of a folder into the index, as its descriptions say: one of an earlier version or another
 * machine, or one that was moved. Writes nothing into the folder. Rejects with FOLDER_MISSING and similar errors,
 * and when `signal` aborts.
 */
export async function adoptFolder(
  root: string,
  library: Pick<Library, 'find' | 'addAll'>,
  signal: AbortSignal,
): Promise<Adopted> {
  const { files, described, unreadable } = await readFolder(savedFolder(root), signal)
  const found = byName(files)
  const explained = new Set<string>()
  const seen = new Set<string>()
  let [adopted, known] = [0, 0]
  let batch: LibraryEntry[] = []
  const write = async (): Promise<void> => {
    await library.addAll(batch)
    adopted += batch.length
    batch = []
  }
  for (const { path, entry } of described) {
    signal.throwIfAborted()
    const there = found.get(path)
    const at = join(root, ...(there?.path ?? path).split('/'))
    // A link may lead anywhere.
    const isFile = there?.bytes === entry.bytes && (await lstat(at)).isFile()
    if (!isFile || explained.has(path)) continue
    explained.add(path)
    const key = descriptionKey(entry.source)
    if (seen.has(key) || (await library.find(entry.source)) !== null) known += 1
    else {
      const { file: _, ...facts } = entry
      batch.push({ ...facts, path: at })
    }
    seen.add(key)
    if (batch.length >= BATCH) await write()
  }
  await write()
  const named = new Set(described.map(({ path }) => path))
  const isUnknown = (path: string): boolean => (isMedia(path) || named.has(path)) && !explained.has(path)
  const unknown = files.map(({ path }) => path).filter((path) => isUnknown(path.normalize('NFC')))
  return { adopted, known, unknown: [...unknown, ...unreadable.map(({ path }) => path)].toSorted() }
}
