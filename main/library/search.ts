import { basename, dirname } from 'node:path'
import type { LibraryFile, LibraryItem, LibraryPage, LibraryQuery } from '../../contract/library.ts'
import { breather } from '../breathe.ts'
import type { LibraryEntry } from './entry.ts'
import { type Item, type Items, searchable, textOf } from './items.ts'
import { savedIdOf } from './saved-id.ts'
import type { States } from './saved-state.ts'

/** The items that match a search, in order, and the sum of their files. */
interface Matches {
  items: readonly Item[]
  bytes: number
}

/** Searches the library in small steps, so that main answers other calls meanwhile. */
export function createSearch(): (items: Items, query: LibraryQuery) => Promise<Matches> {
  /** The last result, for the next page of it. */
  let last: { items: Items; revision: number; search: string; order: string; matches: Matches } | null = null
  return async (items, { search, order }) => {
    const { revision } = items
    if (last?.items === items && last.revision === revision && last.search === search && last.order === order)
      return last.matches
    const matches = await find(items, search, order)
    last = { items, revision, search, order, matches }
    return matches
  }
}

/** Steps between two looks at the clock. */
const STEPS = 64

async function prepare(items: readonly Item[]): Promise<void> {
  const breathe = breather()
  for (const [n, item] of items.entries()) {
    textOf(item)
    if (n % STEPS === 0) await breathe()
  }
}

async function find(items: Items, search: string, order: LibraryQuery['order']): Promise<Matches> {
  const sorted = await items.sorted(order === 'oldest' ? 'newest' : order)
  // Copied: the library may change meanwhile.
  const all = order === 'oldest' ? sorted.toReversed() : sorted.slice()
  const words = searchable(search).split(/\s+/).filter(Boolean)
  if (words.length === 0) {
    // The next search has words: what it looks in is ready by then.
    void prepare(all)
    return { items: all, bytes: items.bytes }
  }
  const breathe = breather()
  const found: Item[] = []
  let bytes = 0
  for (const [n, item] of all.entries()) {
    if (words.every((word) => textOf(item).includes(word))) {
      found.push(item)
      bytes += item.sum
    }
    if (n % STEPS === 0) await breathe()
  }
  return { items: found, bytes }
}

/** A page of the items that match, with what is known of the state of their files. */
export function pageOf(
  { items, bytes }: Matches,
  { from, count }: LibraryQuery,
  entriesOf: (key: string) => LibraryEntry[],
  states: States,
): LibraryPage {
  return {
    items: items.slice(from, from + count).flatMap((item) => rowOf(item, entriesOf(item.key), states)),
    total: items.length,
    totalBytes: bytes,
  }
}

function rowOf({ key, title, start, sum }: Item, entries: LibraryEntry[], states: States): LibraryItem[] {
  const [first] = entries
  // Removed meanwhile.
  if (first === undefined) return []
  const meeting = entries.find((entry) => entry.meeting != null)?.meeting
  return [
    {
      key,
      kind: first.source.kind,
      site: first.source.site,
      title,
      start: start === '' ? null : start,
      scheduler: meeting?.scheduler ?? '',
      confID: meeting?.confID ?? '',
      durationSeconds: meeting?.durationSeconds ?? null,
      bytes: sum,
      folder: dirname(first.path),
      files: entries.map((entry) => fileOf(key, entry, states)),
    },
  ]
}

function fileOf(key: string, entry: LibraryEntry, states: States): LibraryFile {
  const { source, path, bytes, sha256, savedAt, verifiedAt = null } = entry
  const state = states.of(key, entry)
  return { id: savedIdOf(source), source, name: basename(path), bytes, sha256, savedAt, state, verifiedAt }
}
