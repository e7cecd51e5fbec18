import { rmdir } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { AppError, toFailure } from '../../contract/errors.ts'
import { sourceKey } from '../../contract/source-key.ts'
import type { Log } from '../interfaces.ts'
import type { Description } from './description.ts'
import type { LibraryEntry } from './entry.ts'
import type { Library } from './library.ts'
import type { Thumbnails } from './thumbnails.ts'
import { pathOfSaved } from './open-saved.ts'
import { savedIdOf } from './saved-id.ts'
import { isOfMeeting, placesOfDescription, updateDescription } from './write-description.ts'

/** Time to undo: longer than its toast is shown. */
const GRACE_MS = 10_000

/**
 * Removes saved files from the disk. Nothing is touched before the time to undo is over, because no system lets an app
 * take a file back from its trash: if the app ends before, all files stay. Then they are in the trash.
 */
export interface RemoveFiles {
  /** Begins the time to undo. */
  begin(entries: readonly LibraryEntry[]): void
  /** Keeps all files whose time is not over. Returns their number. */
  undo(): number
  /** As undo, when the app ends. */
  close(): void
}

/** @param deps `trash`: moves a file to the system's trash · `onFailed`: files that could not be removed */
export function createRemoveFiles(deps: {
  library: Pick<Library, 'stateNow' | 'remove'>
  thumbnails: Pick<Thumbnails, 'remove'>
  trash: (path: string) => Promise<void>
  onFailed: (entries: readonly LibraryEntry[]) => void
  log: Log
  graceMs?: number
}): RemoveFiles {
  const { library, thumbnails, trash, onFailed, log, graceMs = GRACE_MS } = deps
  const waiting = new Map<NodeJS.Timeout, readonly LibraryEntry[]>()

  const removeOne = async (entry: LibraryEntry): Promise<void> => {
    if ((await library.stateNow(entry)) !== 'missing') await trash(await pathOfSaved(entry))
    await removeFromDescription(entry.path, trash)
    await library.remove([entry.source])
    await thumbnails.remove(savedIdOf(entry.source))
  }

  const removeAll = async (entries: readonly LibraryEntry[]): Promise<void> => {
    const failed: LibraryEntry[] = []
    for (const entry of entries)
      await removeOne(entry).catch((error: unknown) => {
        const { code, detail } = toFailure(error)
        log.warn('a saved file could not be removed', { path: entry.path, code, detail })
        failed.push(entry)
      })
    if (failed.length > 0) onFailed(failed)
  }

  const undo = (): number => {
    const entries = [...waiting.values()].flat()
    for (const timer of waiting.keys()) clearTimeout(timer)
    waiting.clear()
    return entries.length
  }

  return {
    begin: (entries) => {
      const known = new Set([...waiting.values()].flat().map(({ source }) => sourceKey(source)))
      const fresh = entries.filter(({ source }) => !known.has(sourceKey(source)))
      if (fresh.length === 0) return
      const timer = setTimeout(() => {
        waiting.delete(timer)
        void removeAll(fresh)
      }, graceMs).unref()
      waiting.set(timer, fresh)
    },
    undo,
    close: () => void undo(),
  }
}

/**
 * Removes what a description says of the file at `path`. A description of no other file goes to the trash too, and so
 * does, if it is empty then, the folder of a meeting.
 */
export async function removeFromDescription(
  path: string,
  trash: (path: string) => Promise<void>,
): Promise<void> {
  for (const place of placesOfDescription(path)) {
    let left = 0
    const isWritten = await updateDescription(place, (before) => {
      const name = basename(path).normalize('NFC')
      if (before?.files.some(({ file }) => file.normalize('NFC') === name) !== true) return null
      const files = before.files.filter(({ file }) => file.normalize('NFC') !== name)
      left = files.length
      return { ...before, files } as Description
    }).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'FOLDER_MISSING') return false
      throw error
    })
    if (!isWritten) continue
    if (left > 0) return
    await trash(place)
    // Fails unless it is empty.
    if (isOfMeeting(place)) await rmdir(dirname(place)).catch(() => undefined)
    return
  }
}
