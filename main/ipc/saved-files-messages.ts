import type { SavedFile, SavedFilesChange } from '../../contract/recording.ts'
import { sourceKey } from '../../contract/source-key.ts'

/** Changes are sent together. */
const SEND_MS = 100
/** Files of one message: a large one holds up main and the page while it is copied. */
const MOST_FILES = 1000

/**
 * Sends changes of saved files to the page together, and long ones in several messages, each in its own turn of the
 * event loop. Of two changes of one file, the later one counts.
 */
export function savedFilesMessages(
  send: (change: SavedFilesChange) => void,
): (change: SavedFilesChange) => void {
  const changed = new Map<string, { file: SavedFile; isSaved: boolean }>()
  let timer: NodeJS.Timeout | null = null

  const sendSome = (): void => {
    timer = null
    const change: SavedFilesChange = { added: [], removed: [] }
    let files = 0
    for (const [key, { file, isSaved }] of changed) {
      if ((files += 1) > MOST_FILES) break
      changed.delete(key)
      change[isSaved ? 'added' : 'removed'].push(file)
    }
    send(change)
    if (changed.size > 0) timer = setTimeout(sendSome, 0).unref()
  }

  return ({ added, removed }) => {
    const note = (file: SavedFile, isSaved: boolean): void => {
      changed.set(sourceKey({ kind: 'recording', ...file }), { file, isSaved })
    }
    for (const file of removed) note(file, false)
    for (const file of added) note(file, true)
    if (changed.size > 0) timer ??= setTimeout(sendSome, SEND_MS).unref()
  }
}
