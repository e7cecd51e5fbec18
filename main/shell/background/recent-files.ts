import { basename } from 'node:path'
import { createEmitter } from '../../../contract/emitter.ts'
import { sourceKey } from '../../../contract/source-key.ts'
import { breather } from '../../breathe.ts'
import type { LibraryEntry } from '../../library/entry.ts'
import type { Library } from '../../library/library.ts'
import { savedIdOf } from '../../library/saved-id.ts'

/** Saved files that the tray lists. */
const LISTED = 5

export interface RecentFiles {
  /** The files that were saved last, the newest first. */
  list(): { id: string; name: string }[]
  /** One of them; null for any other id. */
  byId(id: string): LibraryEntry | null
  /** ISO time of the newest one; null: none is known. */
  newestAt(): string | null
  /** Returns an unsubscribe function. */
  onChange(listen: () => void): () => void
}

/** The newest entries by the time they were saved. */
export function newestOf(entries: Iterable<LibraryEntry>): LibraryEntry[] {
  const byKey = new Map([...entries].map((entry) => [sourceKey(entry.source), entry]))
  return [...byKey.values()].toSorted((a, b) => (a.savedAt < b.savedAt ? 1 : -1)).slice(0, LISTED)
}

/** What a file is called in a list: with the topic, unless its name has it. */
export function nameOf({ title, path }: Pick<LibraryEntry, 'title' | 'path'>): string {
  const name = basename(path)
  return name.includes(title) ? name : `${title} · ${name}`
}

/** Follows the files that were saved last. `read` reads the whole library once, in small steps. */
export function createRecentFiles(
  library: Pick<Library, 'all' | 'ofRecording' | 'onSavedFiles'>,
): RecentFiles & { read(): Promise<void> } {
  const changes = createEmitter()
  let newest: LibraryEntry[] = []
  library.onSavedFiles(({ added, removed }) => {
    const gone = new Set(removed.map((file) => sourceKey({ kind: 'recording', ...file })))
    const recordings = new Map(added.map((file) => [`${file.site} ${file.confUUID}`, file]))
    const found = [...recordings.values()].flatMap(({ site, confUUID }) =>
      library.ofRecording(site, confUUID),
    )
    newest = newestOf([...newest, ...found].filter(({ source }) => !gone.has(sourceKey(source))))
    changes.emit()
  })
  return {
    list: () => newest.map((entry) => ({ id: savedIdOf(entry.source), name: nameOf(entry) })),
    byId: (id) => newest.find(({ source }) => savedIdOf(source) === id) ?? null,
    newestAt: () => newest[0]?.savedAt ?? null,
    onChange: changes.on,
    async read() {
      const breathe = breather()
      let best: LibraryEntry[] = []
      for (const entry of library.all()) {
        await breathe()
        const last = best.at(-1)
        if (best.length < LISTED || last === undefined || entry.savedAt > last.savedAt)
          best = newestOf([...best, entry])
      }
      newest = newestOf([...best, ...newest])
      changes.emit()
    },
  }
}
