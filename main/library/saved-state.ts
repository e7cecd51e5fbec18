import type { SavedState } from '../../contract/library.ts'
import type { SavedFile, SavedFilesChange } from '../../contract/recording.ts'
import type { Source } from '../../contract/download.ts'
import { sourceKey } from '../../contract/source-key.ts'
import type { LibraryEntry } from './entry.ts'

/** What was found at the path of a saved file; `unreachable`: its disk or share is gone, or does not answer. */
export type Found = { isFile: boolean; size: number; mtimeMs: number } | 'nothing' | 'unreachable'

/** Times of the same file differ by up to this between file systems: FAT stores even seconds. */
const TIME_TOLERANCE_MS = 2000
export const isSameTime = (a: number, b: number): boolean => Math.abs(a - b) <= TIME_TOLERANCE_MS

/** The state of a file by what was found at its path. */
export function stateOfFound(entry: LibraryEntry, found: Found): SavedState {
  if (found === 'unreachable') return 'not-connected'
  if (found === 'nothing') return 'missing'
  const { bytes, modifiedMs = found.mtimeMs } = entry
  const isSame = found.isFile && found.size === bytes && isSameTime(found.mtimeMs, modifiedMs)
  return isSame ? whole(entry) : 'changed'
}

/** The state of a file that is there and unchanged: what was found when it was last read. */
function whole({ verifiedAt, damagedAt }: LibraryEntry): SavedState {
  if (damagedAt != null) return 'damaged'
  return verifiedAt == null ? 'here' : 'verified'
}

/** Whether a file in this state counts as saved: it need not be downloaded again. */
export function countsAsSaved(state: SavedState): boolean {
  switch (state) {
    case 'unchecked':
    case 'here':
    case 'verified':
    case 'not-connected':
      return true
    case 'missing':
    case 'changed':
    case 'damaged':
      return false
  }
}

/** The file as the page knows it; none for a file that is not a recording's. */
export function savedFilesOf({ source }: Pick<LibraryEntry, 'source'>): SavedFile[] {
  if (source.kind !== 'recording') return []
  const { site, confUUID, fileType, part } = source
  return [{ site, confUUID, fileType, part }]
}

/** What was found of all saved files since the start. */
export interface States {
  of(itemKey: string, entry: LibraryEntry): SavedState
  /** Stores the states of an item's files. Returns whether one differs from before. */
  note(itemKey: string, files: readonly { entry: LibraryEntry; state: SavedState }[]): boolean
  forget(sources: readonly Source[]): void
}

/** @param onSaved files that count as saved from now on, or no longer do */
export function createStates(onSaved: (change: SavedFilesChange) => void): States {
  /** Items all of whose files were looked at. */
  const seen = new Set<string>()
  /** Files that are not there unchanged. */
  const exceptions = new Map<string, SavedState>()

  const of = (itemKey: string, entry: LibraryEntry): SavedState => {
    const exception = exceptions.get(sourceKey(entry.source))
    if (exception !== undefined) return exception
    const state = whole(entry)
    return state === 'damaged' || seen.has(itemKey) ? state : 'unchecked'
  }

  return {
    of,
    note: (itemKey, files) => {
      const before = files.map(({ entry }) => of(itemKey, entry))
      seen.add(itemKey)
      for (const { entry, state } of files) {
        const key = sourceKey(entry.source)
        if (state === whole(entry)) exceptions.delete(key)
        else exceptions.set(key, state)
      }
      const changed = files.flatMap((file, n) => {
        const was = before[n] ?? 'unchecked'
        return file.state === was ? [] : [{ ...file, was }]
      })
      const flipped = (isSaved: boolean): SavedFile[] =>
        changed
          .filter(({ state, was }) => countsAsSaved(state) === isSaved && countsAsSaved(was) !== isSaved)
          .flatMap(({ entry }) => savedFilesOf(entry))
      const change = { added: flipped(true), removed: flipped(false) }
      if (change.added.length + change.removed.length > 0) onSaved(change)
      return changed.length > 0
    },
    forget: (sources) => {
      for (const source of sources) exceptions.delete(sourceKey(source))
    },
  }
}
