import { lstat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { Source } from '../../contract/download.ts'
import type {
  LibraryFile,
  LibraryItem,
  LibraryPage,
  LibraryQuery,
  SavedState,
} from '../../contract/library.ts'
import type { LibraryEntry } from './entry.ts'
import { savedIdOf } from './saved-id.ts'

/** The rows of the library that match, with the state of their files on disk. */
export async function searchLibrary(
  entries: Iterable<LibraryEntry>,
  { search, order, from, count }: LibraryQuery,
): Promise<LibraryPage> {
  const groups = new Map<string, LibraryEntry[]>()
  for (const entry of entries) {
    const key = itemKey(entry.source)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [entry])
    else group.push(entry)
  }
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const found = [...groups.values()]
    .map(itemOf)
    .filter((item) => words.every((word) => searchable(item).includes(word)))
    .toSorted(BY[order])
  const items = found.slice(from, from + count)
  return {
    items: await Promise.all(items.map((item) => looked(item, groups.get(item.key) ?? []))),
    total: found.length,
    totalBytes: found.reduce((sum, { bytes }) => sum + bytes, 0),
  }
}

const BY: Record<LibraryQuery['order'], (a: LibraryItem, b: LibraryItem) => number> = {
  newest: (a, b) => (b.start ?? '').localeCompare(a.start ?? ''),
  oldest: (a, b) => (a.start ?? '').localeCompare(b.start ?? ''),
  largest: (a, b) => b.bytes - a.bytes,
  title: (a, b) => a.title.localeCompare(b.title),
}

function searchable({ title, scheduler, confID, start }: LibraryItem): string {
  return [title, scheduler, confID, (start ?? '').slice(0, 10)].join('\n').toLowerCase()
}

function itemKey(source: Source): string {
  switch (source.kind) {
    case 'recording':
      return JSON.stringify([source.kind, source.site, source.confUUID])
    case 'material':
      return JSON.stringify([source.kind, source.site, source.programId])
    case 'minutes':
      return JSON.stringify([source.kind, source.site, source.fileCode])
  }
}

function itemOf(entries: [LibraryEntry, ...LibraryEntry[]] | LibraryEntry[]): LibraryItem {
  const [first] = entries
  if (first === undefined) throw new Error('a row without files')
  const { source, title, startTime, path } = first
  return {
    key: itemKey(source),
    kind: source.kind,
    site: source.site,
    title,
    start: startTime ?? null,
    scheduler: first.meeting?.scheduler ?? '',
    confID: first.meeting?.confID ?? '',
    durationSeconds: first.meeting?.durationSeconds ?? null,
    bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0),
    folder: dirname(path),
    files: entries.map((entry) => fileOf(entry, 'unchecked')),
  }
}

async function looked(item: LibraryItem, entries: LibraryEntry[]): Promise<LibraryItem> {
  return {
    ...item,
    files: await Promise.all(entries.map(async (entry) => fileOf(entry, await stateOf(entry)))),
  }
}

async function stateOf({ path, bytes, verifiedAt }: LibraryEntry): Promise<SavedState> {
  const facts = await lstat(path).catch(() => null)
  if (facts === null) return 'missing'
  if (!facts.isFile() || facts.size !== bytes) return 'changed'
  return verifiedAt == null ? 'here' : 'verified'
}

function fileOf(entry: LibraryEntry, state: SavedState): LibraryFile {
  const { source, path, bytes, sha256, savedAt, verifiedAt = null } = entry
  return { id: savedIdOf(source), source, name: basename(path), bytes, sha256, savedAt, state, verifiedAt }
}
