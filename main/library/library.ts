import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createEmitter } from '../../contract/emitter.ts'
import type { Source } from '../../contract/download.ts'
import type {
  LibraryItem,
  LibraryPage,
  LibraryQuery,
  LibrarySelection,
  LibrarySelectionQuery,
  LibraryStorage,
  SavedState,
} from '../../contract/library.ts'
import type { SavedFile, SavedFilesChange } from '../../contract/recording.ts'
import { breather } from '../breathe.ts'
import { askDisk } from '../files/ask-disk.ts'
import { createKnownDisks } from '../files/known-disks.ts'
import type { ListedRecordings } from '../interfaces.ts'
import { limitConcurrency } from '../limit-concurrency.ts'
import type { LibraryEntry } from './entry.ts'
import { importVersion1, openVersion1 } from './import-version-1.ts'
import { createIndexFile } from './index-file.ts'
import { itemKey } from './index-line.ts'
import { entryIn, isNewer, itemsWith, linesOf, linesWithout } from './item-lines.ts'
import type { Items } from './items.ts'
import { createKnownIds } from './known-ids.ts'
import { createLook } from './look.ts'
import { createBackgroundScan } from './background-scan.ts'
import { type EntryChange, type EntryPatch, type Patched, patchedIn, savedChangeOf } from './patch-entries.ts'
import { createOnlyCopies } from './only-copies.ts'
import { readStorage } from './read-storage.ts'
import { savedIdOf } from './saved-id.ts'
import { countsAsSaved, createStates, type Found, savedFilesOf, stateOfFound } from './saved-state.ts'
import { createSearch, pageOf, rowsOf } from './search.ts'
import { summaryOf } from './selected.ts'
import { withFacts } from './with-facts.ts'

/** Paths looked at in parallel. */
const PATHS_AT_ONCE = 32

/**
 * The saved files, by their identity; persistent across restarts. Several processes may share one home
 * (commands that a script starts in parallel): each sees what the others have written.
 */
export interface Library {
  load(): Promise<void>
  /** The entry of a file that still exists with its size; null otherwise. */
  find(source: Source): Promise<LibraryEntry | null>
  /** The same for many files at once: those that are found, in order. */
  findAll(sources: readonly Source[]): Promise<LibraryEntry[]>
  /**
   * The entry for the id of a file that the page was shown, or that was saved, in this run, without checking the disk;
   * null for any other text.
   */
  byId(id: string): LibraryEntry | null
  /** Resolves when the entry is on disk. */
  add(entry: LibraryEntry): Promise<void>
  /** Adds many entries with one write and one change. */
  addAll(entries: readonly LibraryEntry[]): Promise<void>
  /** Changes fields of an entry, for example its path; no effect if there is none. */
  update(source: Source, patch: EntryPatch): Promise<void>
  /** The same for many entries with one write; none for one that was replaced or moved since it was read. */
  updateAll(changes: readonly { entry: LibraryEntry; patch: EntryPatch }[]): Promise<void>
  /** Removes entries, never their files. */
  remove(sources: readonly Source[]): Promise<void>
  /** All entries, without checking the disk. */
  all(): IterableIterator<LibraryEntry>
  /** The saved files of these recordings; those known to be missing, changed or damaged are not. */
  savedFiles(site: string, confUUIDs: readonly string[]): Promise<SavedFile[]>
  /** The saved files of one recording, without checking the disk. */
  ofRecording(site: string, confUUID: string): LibraryEntry[]
  /** The saved files of an item, without checking the disk; none for an unknown key. */
  ofItem(key: string): LibraryEntry[]
  /** The state of a saved file by what is at its path now. */
  stateNow(entry: LibraryEntry): Promise<SavedState>
  /** The rows that match a search, in order, with the known state of their files, which are looked at then. */
  search(query: LibraryQuery): Promise<LibraryPage>
  /** The keys of items that match a search, in order. */
  keys(query: LibraryQuery): Promise<string[]>
  /** What a selection takes together, and which of its items a search does not show. */
  selection(selected: LibrarySelectionQuery): Promise<LibrarySelection>
  /** The rows of these items, with the known state of their files. */
  rows(keys: readonly string[]): LibraryItem[]
  /** What the library takes. `folder`: where new recordings are saved to; null before one was chosen. */
  storage(folder: string | null): Promise<LibraryStorage>
  /** The files of an item, with their known state. */
  filesOf(key: string): { entry: LibraryEntry; state: SavedState }[]
  /** Learns from a list, or a page of it, which saved recordings are no longer in the cloud. */
  noteListed(list: ListedRecordings): void
  /** The enterprise whose lists have had a recording; null when unknown. */
  enterpriseOf(source: Source): string | null
  /**
   * Looks at all files, in small steps in the background; from the first call on also whenever a disk is
   * connected or disconnected.
   */
  look(): void
  /** Calls `listen` when files of recordings were saved, disappeared or came back. Returns an unsubscribe function. */
  onSavedFiles(listen: (change: SavedFilesChange) => void): () => void
  /** Calls `listen` with an entry that a file at another path has replaced. Returns an unsubscribe function. */
  onReplaced(listen: (before: LibraryEntry) => void): () => void
  /** Calls `listen` once for every change, of one entry or many. Returns an unsubscribe function. */
  onChange(listen: () => void): () => void
}

/** `imports`: takes `library.json` of an earlier version over; otherwise its entries can only be found. */
export function createLibrary(
  home: string,
  onQuarantined: (path: string) => void,
  onTooNew: (path: string) => void = () => undefined,
  { imports = true } = {},
): Library {
  const index = createIndexFile(join(home, 'library.jsonl'), { onQuarantined, onTooNew })
  let older: (source: Source) => LibraryEntry | undefined = () => undefined
  const savedFiles = createEmitter<[SavedFilesChange]>()
  const changes = createEmitter()
  const replaced = createEmitter<[LibraryEntry]>()
  const states = createStates(savedFiles.emit)
  const onlyCopies = createOnlyCopies({
    home,
    startOf: (key) => index.items.get(key)?.start ?? null,
    onQuarantined,
  })
  const search = createSearch(onlyCopies)
  const disks = createKnownDisks(home, onQuarantined)
  const look = createLook({
    disks,
    onAnswer: () => scan.start(),
  })
  const scan = createBackgroundScan({
    keys: () => [...index.items.all()].map(({ key }) => key),
    entries: (key) => index.items.entries(key),
    look,
    states,
    onChanged: changes.emit,
  })

  const ids = createKnownIds()
  const noteIdsOf = (rows: readonly LibraryItem[]): void => {
    for (const { id, source } of rows.flatMap(({ files }) => files)) ids.note(source, id)
  }
  const findAll = async (sources: readonly Source[]): Promise<LibraryEntry[]> => {
    // What is in memory is valid even if the file cannot be read.
    await index.refresh().catch(() => undefined)
    const oneOfMany = limitConcurrency(PATHS_AT_ONCE)
    const there = async (entry: LibraryEntry | undefined): Promise<LibraryEntry[]> => {
      if (entry === undefined) return []
      const found = await askDisk(entry.path, () => stat(entry.path)).catch(() => null)
      return found?.isFile() === true && found.size === entry.bytes ? [entry] : []
    }
    const known = sources.map((source) => entryIn(index.items, source) ?? older(source))
    return (await Promise.all(known.map((entry) => oneOfMany(() => there(entry))))).flat()
  }

  const append = async (change: (items: Items) => string[]): Promise<void> => {
    await index.append(change)
    void index.compact()
  }

  /** Stores the states of items all of whose files were just looked at; the others are looked at soon. */
  const noteFound = (
    items: ReadonlyMap<string, LibraryEntry[]>,
    found: ReadonlyMap<LibraryEntry, Found>,
  ): void => {
    // Looking at one also remembers its disk.
    const left = [...items.keys()].slice(0, 1)
    for (const [key, entries] of items) {
      const files = entries.flatMap((entry) => {
        const there = found.get(entry)
        return there === undefined || there === 'nothing'
          ? []
          : [{ entry, state: stateOfFound(entry, there) }]
      })
      if (files.length === entries.length) states.note(key, files)
      else left.push(key)
    }
    scan.scanSoon(left)
  }

  const addAll = async (added: readonly LibraryEntry[]): Promise<void> => {
    if (added.length === 0) return
    const oneOfMany = limitConcurrency(PATHS_AT_ONCE)
    const looked = await Promise.all(added.map((entry) => oneOfMany(() => withFacts(entry))))
    const found = looked.map(({ entry }) => entry)
    let items = new Map<string, LibraryEntry[]>()
    try {
      let before: LibraryEntry[] = []
      await append((known) => {
        before = found.flatMap(({ source }) => entryIn(known, source) ?? [])
        items = itemsWith(known, found)
        return linesOf(items)
      })
      const paths = new Set(found.map(({ path }) => path))
      for (const entry of before) if (!paths.has(entry.path)) replaced.emit(entry)
    } finally {
      noteFound(items, new Map(looked.map((one) => [one.entry, one.found])))
      const files = added.flatMap(savedFilesOf)
      for (const { source, meeting } of added)
        onlyCopies.noteSaved(itemKey(source), source, meeting?.enterpriseId)
      if (files.length > 0) savedFiles.emit({ added: files, removed: [] })
      changes.emit()
    }
  }

  const patchAll = async (asked: readonly EntryChange[]): Promise<void> => {
    if (asked.length === 0) return
    let patched: Patched[] = []
    try {
      await append((items) => {
        patched = patchedIn(items, asked)
        return linesOf(
          itemsWith(
            items,
            patched.map(({ now }) => now),
          ),
        )
      })
    } finally {
      if (patched.length > 0) {
        const change = savedChangeOf(patched, states)
        if (change.added.length + change.removed.length > 0) savedFiles.emit(change)
        scan.scanSoon([...new Set(patched.map(({ now }) => itemKey(now.source)))])
        changes.emit()
      }
    }
  }

  return {
    load: async () => {
      await index.refresh()
      await onlyCopies.load()
      if (!imports) {
        older = await openVersion1(home, onQuarantined)
        return
      }
      await importVersion1(
        home,
        (entries) =>
          append((items) =>
            linesOf(
              itemsWith(
                items,
                entries.filter((entry) => isNewer(items, entry)),
              ),
            ),
          ),
        onQuarantined,
      )
    },
    find: async (source) => (await findAll([source]))[0] ?? null,
    findAll,
    byId: (id) => {
      const key = ids.itemOf(id)
      if (key === null) return null
      return index.items.entries(key).find(({ source }) => savedIdOf(source) === id) ?? null
    },
    add: (entry) => {
      ids.note(entry.source)
      return addAll([entry])
    },
    addAll,
    update: (source, patch) => patchAll([{ source, patch }]),
    updateAll: (all) => patchAll(all.map(({ entry: of, patch }) => ({ source: of.source, patch, of }))),
    remove: async (sources) => {
      if (sources.length === 0) return
      await append((items) => linesWithout(items, sources))
      states.forget(sources)
      ids.forget(sources)
      savedFiles.emit({ added: [], removed: sources.flatMap((source) => savedFilesOf({ source })) })
      changes.emit()
    },
    *all() {
      for (const { key } of index.items.all()) yield* index.items.entries(key)
    },
    savedFiles: async (site, confUUIDs) => {
      const breathe = breather()
      const files: SavedFile[] = []
      for (const confUUID of confUUIDs) {
        const key = recordingKey(site, confUUID)
        for (const entry of index.items.entries(key))
          if (countsAsSaved(states.of(key, entry))) files.push(...savedFilesOf(entry))
        await breathe()
      }
      return files
    },
    ofRecording: (site, confUUID) => {
      const key = recordingKey(site, confUUID)
      const entries = index.items.entries(key)
      for (const { source } of entries) ids.note(source)
      return entries
    },
    ofItem: (key) => index.items.entries(key),
    stateNow: async (entry) => stateOfFound(entry, await look.at(entry)),
    search: async (query) => {
      const { items } = index
      const page = pageOf(await search(items, query), query, (key) => items.entries(key), states, onlyCopies)
      noteIdsOf(page.items)
      scan.scanSoon(page.items.map(({ key }) => key))
      return page
    },
    keys: async (query) => {
      const matches = await search(index.items, query)
      return matches.items.slice(query.from, query.from + query.count).map(({ key }) => key)
    },
    selection: (selected) => summaryOf(index.items, selected, onlyCopies),
    rows: (keys) => {
      const { items } = index
      const found = keys.flatMap((key) => items.get(key) ?? [])
      const rows = rowsOf(found, (key) => items.entries(key), states, onlyCopies)
      noteIdsOf(rows)
      return rows
    },
    storage: (folder) => readStorage(index.items, folder, { disks, look, now: () => new Date() }),
    filesOf: (key) => index.items.entries(key).map((entry) => ({ entry, state: states.of(key, entry) })),
    noteListed: (list) => {
      const before = onlyCopies.revision
      onlyCopies.learn(list)
      if (onlyCopies.revision !== before) changes.emit()
    },
    enterpriseOf: (source) => onlyCopies.enterpriseOf(itemKey(source)),
    look: scan.start,
    onSavedFiles: savedFiles.on,
    onChange: changes.on,
    onReplaced: replaced.on,
  }
}

function recordingKey(site: string, confUUID: string): string {
  return itemKey({ kind: 'recording', site, confUUID, fileType: '', part: 1 })
}
