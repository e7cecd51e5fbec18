import { createEmitter } from '../../../contract/emitter.ts'
import { MAX_SAVED_ASKED, type SavedFile, type SavedFilesChange } from '../../../contract/recording.ts'
import { groupBy } from './group-by.ts'

export type SavedByRecording = ReadonlyMap<string, readonly SavedFile[]>

/** The saved files of the recordings of one site that were asked for, kept in sync with main. */
export interface SavedFiles {
  readonly site: string
  /** By recording; another object after each change. */
  readonly current: SavedByRecording
  /** Asks main for those that it was not asked for yet. */
  want(confUUIDs: readonly string[]): void
  apply(change: SavedFilesChange): void
  /** Returns an unsubscribe function. */
  subscribe(listen: () => void): () => void
}

/** `load` asks main; a recording whose files could not be loaded is asked for again with the next wish. */
export function createSavedFiles(
  site: string,
  load: (confUUIDs: string[]) => Promise<SavedFile[]>,
): SavedFiles {
  const changes = createEmitter()
  let current = new Map<string, readonly SavedFile[]>()
  /** true: an event came while main was asked, whose answer may be older. */
  const asked = new Map<string, boolean>()

  const ask = async (confUUIDs: readonly string[]): Promise<void> => {
    for (const confUUID of confUUIDs) asked.set(confUUID, false)
    try {
      const files = await load([...confUUIDs])
      const again = confUUIDs.filter((confUUID) => asked.get(confUUID) === true)
      const outdated = new Set(again)
      const answered = confUUIDs.filter((confUUID) => !outdated.has(confUUID))
      const byRecording = groupBy(files, ({ confUUID }) => confUUID)
      current = new Map(current)
      for (const confUUID of answered) {
        current.set(confUUID, byRecording.get(confUUID) ?? [])
        asked.delete(confUUID)
      }
      changes.emit()
      if (again.length > 0) await ask(again)
    } catch {
      // Without an answer, the rows are shown as not saved until the next wish.
      for (const confUUID of confUUIDs) asked.delete(confUUID)
    }
  }

  return {
    site,
    subscribe: changes.on,
    get current() {
      return current
    },
    want: (confUUIDs) => {
      const missing = confUUIDs.filter((confUUID) => !current.has(confUUID) && !asked.has(confUUID))
      for (let from = 0; from < missing.length; from += MAX_SAVED_ASKED)
        void ask(missing.slice(from, from + MAX_SAVED_ASKED))
    },
    apply: ({ added, removed }) => {
      const next = new Map(current)
      for (const file of [...removed, ...added]) {
        if (file.site !== site) continue
        if (asked.has(file.confUUID)) asked.set(file.confUUID, true)
        const known = next.get(file.confUUID)
        if (known !== undefined)
          next.set(
            file.confUUID,
            known.filter((one) => keyOf(one) !== keyOf(file)),
          )
      }
      for (const file of added) {
        const known = file.site === site ? next.get(file.confUUID) : undefined
        if (known !== undefined) next.set(file.confUUID, [...known, file])
      }
      current = next
      changes.emit()
    },
  }
}

/** Types are compared ignoring case: the library treats them as one file. */
const keyOf = ({ fileType, part }: SavedFile): string => `${fileType.toLowerCase()} ${part}`
