import type { LibraryEntry } from './entry.ts'
import type { Library } from './library.ts'
import type { EntryPatch } from './patch-entries.ts'

/** A batch is written once it has this many files, */
const MOST_FILES = 200
/** or once its first file waits so long. */
const LONGEST_MS = 2000

/**
 * What reading files has found, written into the index a batch at a time: a line for each of a hundred thousand files
 * would be as many waits for the disk. A kill loses the last batch at most, whose files are read again.
 */
export interface OutcomeBatch {
  /** Resolves when the next file may be read: at once, or after a full batch was written. Never rejects. */
  add(entry: LibraryEntry, patch: EntryPatch): Promise<void>
  /** Writes what is left. Never rejects: what cannot be written counts in this process, and is written with the next. */
  flush(): Promise<void>
}

export function createOutcomeBatch(
  library: Pick<Library, 'updateAll'>,
  { mostFiles = MOST_FILES, longestMs = LONGEST_MS } = {},
): OutcomeBatch {
  let batch: { entry: LibraryEntry; patch: EntryPatch }[] = []
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()

  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const full = batch
    batch = []
    if (full.length > 0) writing = writing.then(() => library.updateAll(full)).catch(() => undefined)
    return writing
  }

  return {
    add: async (entry, patch) => {
      batch.push({ entry, patch })
      // Referenced: a process that has nothing else to do writes before it ends.
      timer ??= setTimeout(() => void flush(), longestMs)
      if (batch.length >= mostFiles) await flush()
    },
    flush,
  }
}
