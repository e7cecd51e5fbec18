import type { FileHandle } from 'node:fs/promises'
import { limitConcurrency } from '../limit-concurrency.ts'
import type { LibraryEntry } from './entry.ts'
import { type NotThere, openSaved } from './open-saved.ts'

/** A player has one file open, a seek a second one for a moment, and a page draws one thumbnail at a time. */
const MOST_OPEN = 32
/** As many as Node's thread pool opens: a disk that does not answer delays the others no more than without a limit. */
const MOST_OPENING = 4
/** Requests whose file is not open yet. */
const MOST_WAITING = 1000
/** Node's descriptor of a file that was closed. */
const CLOSED = -1

/** Opens saved files for the player, as openSaved does; `busy` when too many requests wait. */
export type OpenForPlayer = (entry: LibraryEntry) => Promise<FileHandle | NotThere | 'busy'>

/**
 * Limits the files that are open for the player, however many ranges a page in a loop requests. One too
 * many closes the one that was opened first: its stream fails, so that its player requests the rest again, and a range
 * that is never read to its end cannot keep the next one from being opened.
 */
export function limitOpenFiles(): OpenForPlayer {
  const inTurn = limitConcurrency(MOST_OPENING)
  const files = new Set<FileHandle>()
  let waiting = 0
  return async (entry) => {
    if (waiting >= MOST_WAITING) return 'busy'
    waiting += 1
    try {
      const file = await inTurn(() => openSaved(entry))
      if (typeof file === 'string') return file
      for (const other of files) if (other.fd === CLOSED) files.delete(other)
      files.add(file)
      const [oldest] = files
      if (files.size > MOST_OPEN && oldest !== undefined) {
        files.delete(oldest)
        // Not awaited: it waits for a read of a disk that may not answer.
        void oldest.close().catch(() => undefined)
      }
      return file
    } finally {
      waiting -= 1
    }
  }
}
