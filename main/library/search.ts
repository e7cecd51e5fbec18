import { basename, dirname } from 'node:path'
import type { LibraryFile, LibraryItem, LibraryPage, LibraryQuery } from '../../contract/library.ts'
import { breather } from '../breathe.ts'
import type { LibraryEntry } from './entry.ts'
import { type Item, type Items, searchable, textOf } from './items.ts'
import type { OnlyCopies } from './only-copies.ts'
import { savedIdOf } from './saved-id.ts'
import type { States } from './saved-state.ts'

/** The items that match a search, in order, and the sum of their files. */
interface Matches {
  items: readonly Item[]
  bytes: number
}

/** Searches the library in small steps, so that main answers other calls meanwhile. */
export function createSearch(
  onlyCopies: Pick<OnlyCopies, 'has' | 'revision'>,
): (items: Items, query: LibraryQuery) => Promise<Matches> {
  /** The last result, for the next page of it. */
  let last: { items: Items; of: string; matches: Matches } | null = null
  return async (items, { search, order, show }) => {
    const of = JSON.stringify([items.revision, search, order, show, onlyCopies.revision])
    if (last?.items === items && last.of === of) return last.matches
    const matches = await find(items, search, order, show === 'onlyCopies' ? onlyCopies : null)
    last = { items, of, matches }
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

/** Whether an item matches a search: each of its words occurs. */
export function matcherOf(search: string): (item: Item) => boolean {
  const words = searchable(search).split(/\s+/).filter(Boolean)
  return (item) => words.every((word) => textOf(item).includes(word))
}

/** `onlyIn`: the items that may match; null for all. */
async function find(
  items: Items,
  search: string,
  order: LibraryQuery['order'],
  onlyIn: Pick<OnlyCopies, 'has'> | null,
): Promise<Matches> {
  const sorted = await items.sorted(order === 'oldest' ? 'newest' : order)
  // Copied: the library may change meanwhile.
  const all = order === 'oldest' ? sorted.toReversed() : sorted.slice()
  if (search.trim() === '' && onlyIn === null) {
    // The next search has words: what it looks in is ready by then.
    void prepare(all)
    return { items: all, bytes: items.bytes }
  }
  const breathe = breather()
  const isMatch = matcherOf(search)
  const found: Item[] = []
  let bytes = 0
  for (const [n, item] of all.entries()) {
    if (onlyIn?.has(item.key) !== false && isMatch(item)) {
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
  { from, count }: Pick<LibraryQuery, 'from' | 'count'>,
  entriesOf: (key: string) => LibraryEntry[],
  states: States,
  onlyCopies: Pick<OnlyCopies, 'has' | 'count'>,
): LibraryPage {
  return {
    items: rowsOf(items.slice(from, from + count), entriesOf, states, onlyCopies),
    total: items.length,
    totalBytes: bytes,
    onlyCopies: onlyCopies.count,
  }
}

/** Rows of these items, without those that were removed meanwhile. */
export function rowsOf(
  items: readonly Item[],
  entriesOf: (key: string) => LibraryEntry[],
  states: States,
  onlyCopies: Pick<OnlyCopies, 'has'>,
): LibraryItem[] {
  return items
    .flatMap((item) => rowOf(item, entriesOf(item.key), states))
    .map((row) => (onlyCopies.has(row.key) ? { ...row, isOnlyCopy: true } : row))
}

function rowOf({ key, title, start, sum }: Item, entries: LibraryEntry[], states: States): LibraryItem[] {
  const [first] = entries
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
