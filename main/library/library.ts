import { realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { SavedFile } from '../../contract/recording.ts'
import { createEmitter } from '../../contract/emitter.ts'
import type { Source } from '../../contract/download.ts'
import type { LibraryPage, LibraryQuery } from '../../contract/library.ts'
import { sourceKey } from '../../contract/source-key.ts'
import { limitConcurrency } from '../limit-concurrency.ts'
import { withFileLock } from '../files/file-lock.ts'
import { stateFile } from '../files/state-file.ts'
import { entrySchema, type LibraryEntry } from './entry.ts'
import { savedIdOf } from './saved-id.ts'
import { searchLibrary } from './search.ts'

const librarySchema = z.object({ version: z.literal(1), entries: z.array(entrySchema) })

/** Longest wait for another process's lock, which takes milliseconds. */
const LONGEST_WAIT_MS = 5000

/** Real paths resolved in parallel. */
const PATHS_AT_ONCE = 32

/**
 * The saved files, by their identity; persistent across restarts. Several processes may share one home
 * (commands that a script starts in parallel): each write merges the entries of the others.
 */
export interface Library {
  load(): Promise<void>
  /** The entry of a file that still exists with its size; null otherwise. */
  find(source: Source): Promise<LibraryEntry | null>
  /** The entry for an id the page was given, without checking the disk; null for any other text. */
  byId(id: string): LibraryEntry | null
  /** Resolves when the entry is on disk. */
  add(entry: LibraryEntry): Promise<void>
  /** Adds many entries with one write and one change. */
  addAll(entries: readonly LibraryEntry[]): Promise<void>
  /** Changes fields of an entry, for example its path; no effect if there is none. */
  update(source: Source, patch: Partial<Omit<LibraryEntry, 'source'>>): Promise<void>
  /** Removes entries, never their files. */
  remove(sources: readonly Source[]): Promise<void>
  /** All entries, without checking the disk. */
  all(): IterableIterator<LibraryEntry>
  /** Every saved file of a recording, of all sites, without checking the disk. */
  recordingFiles(): SavedFile[]
  /** The saved files of one recording, without checking the disk. */
  ofRecording(site: string, confUUID: string): LibraryEntry[]
  /** The rows that match a search, in order, with the state of their files. */
  search(query: LibraryQuery): Promise<LibraryPage>
  /** Calls `listen` for every recording file saved from now on. Returns an unsubscribe function. */
  onAdded(listen: (file: SavedFile) => void): () => void
  /** Calls `listen` once for every change, of one entry or many. Returns an unsubscribe function. */
  onChange(listen: () => void): () => void
}

export function createLibrary(home: string, onQuarantined: (path: string) => void): Library {
  const path = join(home, 'library.json')
  const file = stateFile<z.infer<typeof librarySchema>>(
    path,
    librarySchema,
    () => ({ version: 1, entries: [] }),
    onQuarantined,
  )
  const entries = new Map<string, LibraryEntry>()
  const additions = createEmitter<[SavedFile]>()
  const changes = createEmitter()
  const keys = new Map<string, string>()
  const put = (entry: LibraryEntry): void => {
    const key = sourceKey(entry.source)
    entries.set(key, entry)
    keys.set(savedIdOf(entry.source), key)
  }

  /** Stamp of the file version last read or written. */
  let known = ''
  /** Merges what other processes have written since; newer entries of this process win. */
  const mergeOthers = async (): Promise<void> => {
    const found = await stampOf(path)
    if (found === known) return
    for (const entry of (await file.read()).entries) {
      const own = entries.get(sourceKey(entry.source))
      if (own === undefined || own.savedAt < entry.savedAt) put(entry)
    }
    known = found
  }

  const oneAtATime = limitConcurrency(1)
  /** Applies a change to the newest entries, and writes them. */
  const change = async (apply: () => void): Promise<void> => {
    await oneAtATime(() =>
      withFileLock(path, LONGEST_WAIT_MS, async () => {
        await mergeOthers()
        apply()
        await file.write({ version: 1, entries: [...entries.values()] })
        known = await stampOf(path)
      }),
    )
    changes.emit()
  }
  const addAll = async (added: readonly LibraryEntry[]): Promise<void> => {
    if (added.length === 0) return
    const oneOfMany = limitConcurrency(PATHS_AT_ONCE)
    const resolved = await Promise.all(
      added.map((entry) =>
        oneOfMany(async () => {
          const realPath = await realpath(entry.path).catch(() => undefined)
          return realPath === undefined ? entry : { ...entry, realPath }
        }),
      ),
    )
    await change(() => resolved.forEach(put))
    for (const saved of added.flatMap(savedFilesOf)) additions.emit(saved)
  }

  return {
    load: mergeOthers,
    find: async (source) => {
      // The entries in memory are valid even if the file cannot be read.
      await mergeOthers().catch(() => undefined)
      const entry = entries.get(sourceKey(source))
      if (entry === undefined) return null
      try {
        const found = await stat(entry.path)
        return found.isFile() && found.size === entry.bytes ? entry : null
      } catch {
        return null
      }
    },
    byId: (id) => entries.get(keys.get(id) ?? '') ?? null,
    add: (entry) => addAll([entry]),
    addAll,
    update: async (source, patch) => {
      if (!entries.has(sourceKey(source))) return
      await change(() => {
        const entry = entries.get(sourceKey(source))
        if (entry !== undefined) put({ ...entry, ...patch })
      })
    },
    remove: async (sources) => {
      if (sources.length === 0) return
      await change(() => {
        for (const source of sources) {
          entries.delete(sourceKey(source))
          keys.delete(savedIdOf(source))
        }
      })
    },
    all: () => entries.values(),
    recordingFiles: () => [...entries.values()].flatMap(savedFilesOf),
    ofRecording: (site, confUUID) =>
      [...entries.values()].filter(
        ({ source }) => source.kind === 'recording' && source.site === site && source.confUUID === confUUID,
      ),
    search: (query) => searchLibrary(entries.values(), query),
    onAdded: additions.on,
    onChange: changes.on,
  }
}

/** A stamp that changes when the file is replaced; '' if there is none. */
async function stampOf(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(() => null)
  return found === null ? '' : [found.ino, found.size, found.mtimeNs].join(' ')
}

/** Empty for a material, which is not a recording. */
function savedFilesOf({ source }: LibraryEntry): SavedFile[] {
  if (source.kind !== 'recording') return []
  const { site, confUUID, fileType, part } = source
  return [{ site, confUUID, fileType, part }]
}
