import type { Source } from '../../contract/download.ts'
import type { SavedFile, SavedFilesChange } from '../../contract/recording.ts'
import type { LibraryEntry } from './entry.ts'
import { itemKey } from './index-line.ts'
import { entryIn } from './item-lines.ts'
import type { Items } from './items.ts'
import { countsAsSaved, savedFilesOf, type States } from './saved-state.ts'

/** Fields of an entry that change. */
export type EntryPatch = Partial<Omit<LibraryEntry, 'source'>>

/** A change of the entry of a file. `of`: only if the file is still this one, at this path. */
export interface EntryChange {
  source: Source
  patch: EntryPatch
  of?: LibraryEntry
}

/** An entry before and after its change. */
export interface Patched {
  before: LibraryEntry
  now: LibraryEntry
}

/** The entries that these changes apply to. */
export function patchedIn(items: Items, changes: readonly EntryChange[]): Patched[] {
  return changes.flatMap(({ source, patch, of }) => {
    const before = entryIn(items, source)
    if (before === undefined) return []
    if (of !== undefined && (before.path !== of.path || before.savedAt !== of.savedAt)) return []
    return [{ before, now: { ...before, ...patch } }]
  })
}

/** Which files count as saved since these changes, and which no longer do. */
export function savedChangeOf(patched: readonly Patched[], states: Pick<States, 'of'>): SavedFilesChange {
  const isSaved = (entry: LibraryEntry): boolean => countsAsSaved(states.of(itemKey(entry.source), entry))
  const turned = (isNow: boolean): SavedFile[] =>
    patched
      .filter(({ before, now }) => isSaved(now) === isNow && isSaved(before) !== isNow)
      .flatMap(({ now }) => savedFilesOf(now))
  return { added: turned(true), removed: turned(false) }
}
