import { dirname } from 'node:path'
import { readFile, writeFile as writeFileAtomic } from 'atomically'
import type { z } from 'zod'
import { makeFolder } from './make-folder.ts'
import { quarantine } from './quarantine.ts'

/** A virus scanner lets go of a file within this; atomically asks again meanwhile. */
const READ_PATIENCE_MS = 1000

export interface StateFile<T> {
  /** What the file holds; `empty` when there is none or it was set aside. Rejects when not even that can be done. */
  read(): Promise<T>
  /** Replaces the whole file in one step. Calls are kept in order; only the newest waiting one is written. */
  write(value: T): Promise<void>
  /** Resolves when everything handed to write is on disk. */
  settled(): Promise<void>
}

/**
 * A JSON file of the app's own state, checked when it is read. One that cannot be used, or not even be read (a folder
 * in its place, somebody else's file), is moved aside as `<name>.corrupt-<date>` and reported, never deleted and never
 * a reason not to start.
 */
export function stateFile<T>(
  path: string,
  schema: z.ZodType<T>,
  empty: () => T,
  onSetAside: (path: string) => void,
): StateFile<T> {
  let waiting: { value: T } | null = null
  let writing: Promise<void> | null = null

  const writeWaiting = async (): Promise<void> => {
    try {
      await makeFolder(dirname(path))
      while (waiting !== null) {
        const { value } = waiting
        waiting = null
        await writeFileAtomic(path, JSON.stringify(value), { mode: 0o600, fsync: true, fsyncWait: true })
      }
    } finally {
      // In the same turn in which the loop found nothing waiting: a later write starts anew.
      writing = null
    }
  }

  return {
    read: async () => {
      try {
        const text = await readFile(path, { encoding: 'utf8', timeout: READ_PATIENCE_MS })
        return schema.parse(JSON.parse(text))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return empty()
        onSetAside(await quarantine(path, 'corrupt', new Date()))
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
