import { lstat } from 'node:fs/promises'
import { AppError } from '../../contract/errors.ts'
import { askDisk } from '../files/ask-disk.ts'
import { openPlain } from '../files/open-file.ts'
import type { LibraryEntry } from './entry.ts'
import type { Library } from './library.ts'
import { noteOutcome, timesOf } from './note-outcome.ts'
import { isSameTime } from './saved-state.ts'
import { isSetAside } from './set-aside.ts'
import { readWhole } from './verify-file.ts'

const NEVER = new AbortController().signal

/**
 * Whether a file that is there with its size is what was saved: `whole`, or `damaged` if it was found so before. One
 * whose time is another than when it was saved or last read is read now, and what that finds is noted in the index and
 * in its description. `unreadable`: it cannot be read, or is being written to, which proves nothing. Rejects with DISK_GONE if its disk does not
 * answer.
 */
export async function checkSaved(
  library: Pick<Library, 'update'>,
  entry: LibraryEntry,
): Promise<'whole' | 'damaged' | 'unreadable'> {
  const { path, source, damagedAt } = entry
  if (isSetAside(path)) return 'damaged'
  try {
    const { mtimeMs } = await askDisk(path, () => lstat(path))
    if (isAsNoted(entry, mtimeMs)) return damagedAt == null ? 'whole' : 'damaged'
    const read = await readWhole(await openPlain(path, 'read'), async () => undefined, NEVER)
    if (read === null || read.isOther) return 'unreadable'
    const outcome = read.sha256 === entry.sha256.toLowerCase() ? 'verified' : 'damaged'
    const at = new Date().toISOString()
    await library.update(source, { ...timesOf(outcome, at), modifiedMs: read.modifiedMs })
    await noteOutcome(entry, outcome, at)
    return outcome === 'verified' ? 'whole' : 'damaged'
  } catch (error) {
    if (error instanceof AppError && error.code === 'DISK_GONE') throw error
    return 'unreadable'
  }
}

/** The index knows its time; a description only when the file was saved and read, after which nothing wrote to it. */
function isAsNoted({ modifiedMs, savedAt, verifiedAt, damagedAt }: LibraryEntry, now: number): boolean {
  if (modifiedMs !== undefined) return isSameTime(now, modifiedMs)
  const known = Math.max(
    ...[savedAt, verifiedAt ?? savedAt, damagedAt ?? savedAt].map((at) => Date.parse(at)),
  )
  return now <= known || isSameTime(now, known)
}
