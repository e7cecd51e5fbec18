import { dirname } from 'node:path'
import { readFile, writeFile as writeFileAtomic } from 'atomically'
import type { z } from 'zod'
import { waitForDescriptors } from './descriptors.ts'
import { makeFolder, PRIVATE_FOLDER } from './make-folder.ts'
import { quarantine } from './quarantine.ts'

/** A virus scanner releases a file within this; atomically retries meanwhile. */
const READ_PATIENCE_MS = 1000

export interface StateFile<T> {
  /** The file's content; `empty` if there is none or it was quarantined. Rejects if quarantining fails. */
  read(): Promise<T>
  /** Replaces the whole file atomically. Writes run in order; only the newest pending one is written. */
  write(value: T): Promise<void>
  /** Resolves when all pending writes are on disk. */
  settled(): Promise<void>
}

/**
 * A JSON file of the app's own state, validated on read. One that is invalid or unreadable (a folder in its
 * place, another program's file) is quarantined as `<name>.corrupt-<date>` and reported; it is never deleted
 * and never prevents a start.
 */
export function stateFile<T>(
  path: string,
  schema: z.ZodType<T>,
  empty: () => T,
  onQuarantined: (path: string) => void,
): StateFile<T> {
  let waiting: { value: T } | null = null
  let writing: Promise<void> | null = null

  const writeWaiting = async (): Promise<void> => {
    try {
      await makeFolder(dirname(path), PRIVATE_FOLDER)
      while (waiting !== null) {
        const { value } = waiting
        waiting = null
        await writeFileAtomic(path, JSON.stringify(value), { mode: 0o600, fsync: true, fsyncWait: true })
      }
    } finally {
      // In the same tick in which the loop found nothing pending: a later write starts a new loop.
      writing = null
    }
  }

  return {
    read: async () => {
      try {
        const text = await waitForDescriptors(() =>
          readFile(path, { encoding: 'utf8', timeout: READ_PATIENCE_MS }),
        )
        return schema.parse(JSON.parse(text))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return empty()
        onQuarantined(await quarantine(path, 'corrupt', new Date()))
        return empty()
      }
    },
    write: (value) => {
      waiting = { value }
      writing ??= writeWaiting()
      return writing
    },
    settled: async () => {
      while (writing !== null) await writing
    },
  }
}
