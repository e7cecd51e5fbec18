import type { Source } from '../../contract/download.ts'
import { sourceKey } from '../../contract/source-key.ts'
import type { LibraryEntry } from './entry.ts'
import { itemKey, itemLine, removalLine } from './index-line.ts'
import type { Items } from './items.ts'

/** The entry of a file; undefined if there is none. */
export function entryIn(items: Items, source: Source): LibraryEntry | undefined {
  const key = sourceKey(source)
  return items.entries(itemKey(source)).find((entry) => sourceKey(entry.source) === key)
}

/** All entries of the items that these are added to, or replaced in, by the key of the item. */
export function itemsWith(items: Items, added: readonly LibraryEntry[]): Map<string, LibraryEntry[]> {
  const byItem = new Map<string, LibraryEntry[]>()
  for (const entry of added) {
    const key = itemKey(entry.source)
    const files = byItem.get(key)
    if (files === undefined) byItem.set(key, [entry])
    else files.push(entry)
  }
  return new Map([...byItem].map(([key, files]) => [key, newestOf([...items.entries(key), ...files])]))
}

/** The lines of items with all their entries. */
export function linesOf(items: ReadonlyMap<string, readonly LibraryEntry[]>): string[] {
  return [...items.values()].map(itemLine)
}

/** The last entry of each file. */
function newestOf(entries: LibraryEntry[]): LibraryEntry[] {
  if (entries.length === 1) return entries
  return [...new Map(entries.map((entry) => [sourceKey(entry.source), entry])).values()]
}

/** The lines of the items that files of these sources are removed from. */
export function linesWithout(items: Items, sources: readonly Source[]): string[] {
  const removed = new Set(sources.map(sourceKey))
  const first = new Map(sources.map((source) => [itemKey(source), source]))
  return [...first].flatMap(([key, source]) => {
    if (items.get(key) === undefined) return []
    const rest = items.entries(key).filter((entry) => !removed.has(sourceKey(entry.source)))
    return rest.length === 0 ? removalLine(source) : itemLine(rest)
  })
}

/** Whether the items have no entry of this file that is as new. */
export function isNewer(items: Items, entry: LibraryEntry): boolean {
  const files = items.entries(itemKey(entry.source))
  if (files.length === 0) return true
  const key = sourceKey(entry.source)
  const known = files.find(({ source }) => sourceKey(source) === key)
  return known === undefined || known.savedAt < entry.savedAt
}
