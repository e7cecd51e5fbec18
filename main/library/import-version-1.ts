import { readFile } from 'atomically'
import { rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { quarantine } from '../files/quarantine.ts'
import { entrySchema, type LibraryEntry } from './entry.ts'

const librarySchema = z.object({ version: z.literal(1), entries: z.array(z.unknown()) })
const someSchema = z.array(entrySchema)

/** A virus scanner releases a file within this; atomically retries meanwhile. */
const READ_PATIENCE_MS = 1000

/** Entries stored at once: other work runs between two. */
const AT_ONCE = 10_000

/**
 * Takes over `library.json`, which earlier versions wrote, and renames it once `add` has stored its entries: an
 * import that was interrupted is repeated, a finished one is not.
 */
export async function importVersion1(
  home: string,
  add: (entries: LibraryEntry[]) => Promise<void>,
  onQuarantined: (path: string) => void,
): Promise<void> {
  const path = join(home, 'library.json')
  if ((await stat(path).catch(() => null)) === null) return
  let entries: unknown[]
  try {
    const text = await readFile(path, { encoding: 'utf8', timeout: READ_PATIENCE_MS })
    entries = librarySchema.parse(JSON.parse(text)).entries
  } catch {
    onQuarantined(await quarantine(path, 'corrupt', new Date()))
    return
  }
  for (let from = 0; from < entries.length; from += AT_ONCE) {
    const some = someSchema.safeParse(entries.slice(from, from + AT_ONCE))
    if (!some.success) {
      onQuarantined(await quarantine(path, 'corrupt', new Date()))
      return
    }
    await add(some.data)
  }
  // Another process may have done the same.
  await rename(path, `${path}.imported`).catch(() => undefined)
}
