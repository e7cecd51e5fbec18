import { realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { SavedFile } from '../../contract/recording.ts'
import { sourceSchema, type Source } from '../../contract/download.ts'
import { sourceKey } from '../downloads/source-key.ts'
import { stateFile } from '../stores/state-file.ts'
import { savedIdOf } from './saved-id.ts'

const entrySchema = z.object({
  source: sourceSchema,
  /** Absolute. */
  path: z.string(),
  /** Where that led when it was saved, past any links. */
  realPath: z.string().optional(),
  bytes: z.number(),
  sha256: z.string(),
  title: z.string(),
  /** ISO. */
  savedAt: z.string(),
  /** ISO start of the meeting, when known. */
  startTime: z.string().nullable().optional(),
  /** How many parts its type has. */
  parts: z.number().int().min(1).optional(),
})
export type LibraryEntry = z.infer<typeof entrySchema>

const librarySchema = z.object({ version: z.literal(1), entries: z.array(entrySchema) })

/** What has been saved, by the identity of the file; found again after a restart. */
export interface Library {
  load(): Promise<void>
  /** The entry of a file that is still there with its size; null otherwise. */
  find(source: Source): Promise<LibraryEntry | null>
  /** The entry of an id that the page was given, without looking at the disk; null for any other text. */
  byId(id: string): LibraryEntry | null
  /** Resolves when the entry is on disk. */
  add(entry: LibraryEntry): Promise<void>
  /** Every saved file of a recording, of all sites, without looking at the disk. */
  recordingFiles(): SavedFile[]
  /** The saved files of one recording, without looking at the disk. */
  ofRecording(site: string, confUUID: string): LibraryEntry[]
  /** Tells of every recording file that is saved from now on; returns the way to stop. */
  onAdded(listen: (file: SavedFile) => void): () => void
}

export function createLibrary(home: string, onSetAside: (path: string) => void): Library {
  const file = stateFile<z.infer<typeof librarySchema>>(
    join(home, 'library.json'),
    librarySchema,
    () => ({ version: 1, entries: [] }),
    onSetAside,
  )
  const entries = new Map<string, LibraryEntry>()
  const listeners = new Set<(file: SavedFile) => void>()
  const keys = new Map<string, string>()
  const put = (entry: LibraryEntry): void => {
    const key = sourceKey(entry.source)
    entries.set(key, entry)
    keys.set(savedIdOf(entry.source), key)
  }

  return {
    load: async () => {
      for (const entry of (await file.read()).entries) put(entry)
    },
    find: async (source) => {
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
    add: async (entry) => {
      const realPath = await realpath(entry.path).catch(() => undefined)
      put(realPath === undefined ? entry : { ...entry, realPath })
      await file.write({ version: 1, entries: [...entries.values()] })
      for (const saved of savedFilesOf(entry)) for (const listen of listeners) listen(saved)
    },
    recordingFiles: () => [...entries.values()].flatMap(savedFilesOf),
    ofRecording: (site, confUUID) =>
      [...entries.values()].filter(
        ({ source }) => source.kind === 'recording' && source.site === site && source.confUUID === confUUID,
      ),
    onAdded: (listen) => {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
  }
}

/** A material is no recording: none. */
function savedFilesOf({ source }: LibraryEntry): SavedFile[] {
  if (source.kind !== 'recording') return []
  const { site, confUUID, fileType, part } = source
  return [{ site, confUUID, fileType, part }]
}
