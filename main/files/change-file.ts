import { appendFile, readFile, rm, stat, truncate } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { z } from 'zod'
import { waitForDescriptors } from './descriptors.ts'
import { makeFolder, PRIVATE_FOLDER } from './make-folder.ts'
import { openWaiting } from './open-file.ts'
import { quarantine } from './quarantine.ts'
import { stateFile } from './state-file.ts'

/** A state that is written as changes, so that a change costs the same however large the state is. */
export interface ChangeFile<T, C> {
  /** The state; `empty` if there is none or its file was quarantined. */
  read(): Promise<T>
  /**
   * Appends changes, all or those before a cut. `whole` returns the state including them; it is called when the file
   * is rewritten.
   */
  append(changes: readonly C[], whole: () => T): Promise<void>
  /** Rewrites the file without changes. Resolves when everything is on disk. */
  close(whole: () => T): Promise<void>
}

/** The file is rewritten once its changes are longer than this, and twice as long as the state. */
const LONGEST_CHANGES = 1_000_000

/**
 * A state file (JSON) and, beside it, the changes since it was written (`<path>.changes`, one JSON per line). A last
 * line that was cut off by a crash is dropped; changes that cannot be read are quarantined. Changes must be absolute: the state may already contain them, when
 * a crash came between the two files.
 */
export function changeFile<T, C>(
  path: string,
  format: {
    schema: z.ZodType<T>
    change: z.ZodType<C>
    empty: () => T
    apply: (state: T, changes: readonly C[]) => T
  },
  onQuarantined: (path: string) => void,
): ChangeFile<T, C> {
  const { schema, change, empty, apply } = format
  const file = stateFile(path, schema, empty, onQuarantined)
  const changesPath = `${path}.changes`
  let pending: string[] = []
  let writing: Promise<void> | null = null
  /** Characters of the changes, and bytes of the state when it was last written. */
  let changesLength = 0
  let wholeLength = 0

  const measureWhole = async (): Promise<void> => {
    wholeLength = await stat(path).then(
      ({ size }) => size,
      () => 0,
    )
  }
  const rewrite = async (whole: T): Promise<void> => {
    changesLength = 0
    await file.write(whole)
    await measureWhole()
    await rm(changesPath, { force: true })
  }

  const writePending = async (whole: () => T): Promise<void> => {
    try {
      await makeFolder(dirname(path), PRIVATE_FOLDER)
      while (pending.length > 0) {
        const lines = pending
        pending = []
        const text = lines.join('')
        changesLength += text.length
        if (changesLength > LONGEST_CHANGES && changesLength > 2 * wholeLength) await rewrite(whole())
        else await appendDurably(changesPath, text)
      }
    } catch (error) {
      // Changes are missing in the file, or cut off: the next one rewrites the state, which has them.
      changesLength = Infinity
      throw error
    } finally {
      // In the same tick in which the loop found nothing pending: a later change starts a new loop.
      writing = null
    }
  }

  return {
    read: async () => {
      const state = await file.read()
      await measureWhole()
      const text = await waitForDescriptors(() => readFile(changesPath, 'utf8')).catch(() => '')
      const { changes, hasUnknown } = parseLines(text, change)
      if (hasUnknown) onQuarantined(await quarantine(changesPath, 'corrupt', new Date()))
      else await cutOff(changesPath, text)
      // What was quarantined is written again with the state.
      changesLength = hasUnknown ? Infinity : text.length
      return changes.length === 0 ? state : apply(state, changes)
    },
    append: (changes, whole) => {
      for (const one of changes) pending.push(`${JSON.stringify(one)}\n`)
      writing ??= writePending(whole)
      return writing
    },
    close: async (whole) => {
      while (writing !== null) await writing
      await rewrite(whole())
    },
  }
}

/** The lines up to the first one that does not fit; the last one may have been cut off. */
function parseLines<C>(text: string, schema: z.ZodType<C>): { changes: C[]; hasUnknown: boolean } {
  const changes: C[] = []
  for (const line of text.split('\n').slice(0, -1)) {
    const parsed = schema.safeParse(jsonOf(line))
    if (!parsed.success) return { changes, hasUnknown: true }
    changes.push(parsed.data)
  }
  return { changes, hasUnknown: false }
}

/** Removes a last line that was cut off: the next one would be appended to it. */
async function cutOff(path: string, text: string): Promise<void> {
  const end = text.lastIndexOf('\n') + 1
  if (end < text.length) await truncate(path, Buffer.byteLength(text.slice(0, end)))
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

async function appendDurably(path: string, text: string): Promise<void> {
  const handle = await openWaiting(path, 'a', 0o600)
  try {
    await appendFile(handle, text)
    await handle.datasync()
  } finally {
    await handle.close()
  }
}
