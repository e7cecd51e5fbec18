import { readFile } from 'atomically'
import { rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Source, sourceSchema } from '../../contract/download.ts'
import { sourceKey } from '../../contract/source-key.ts'
import { waitForDescriptors } from '../files/descriptors.ts'
import { quarantine } from '../files/quarantine.ts'
import { entrySchema, type LibraryEntry } from './entry.ts'

const librarySchema = z.object({ version: z.literal(1), entries: z.array(z.unknown()) })
const keySchema = z.object({ source: sourceSchema })
const someSchema = z.array(entrySchema)

/** A virus scanner releases a file within this; atomically retries meanwhile. */
const READ_PATIENCE_MS = 1000

/** Entries stored at once: other work runs between two. */
const AT_ONCE = 10_000

const pathIn = (home: string): string => join(home, 'library.json')

/** The entries of `library.json`, which earlier versions wrote, not validated; none if it is damaged or missing. */
async function read(home: string, onQuarantined: (path: string) => void): Promise<unknown[]> {
  const path = pathIn(home)
  if ((await stat(path).catch(() => null)) === null) return []
  try {
    const text = await waitForDescriptors(() =>
      readFile(path, { encoding: 'utf8', timeout: READ_PATIENCE_MS }),
    )
    return librarySchema.parse(JSON.parse(text)).entries
  } catch {
    onQuarantined(await quarantine(path, 'corrupt', new Date()))
    return []
  }
}

/**
 * Finds entries of `library.json` without taking it over, which takes longer than a short command should: the app
 * does that.
 */
export async function openVersion1(
  home: string,
  onQuarantined: (path: string) => void,
): Promise<(source: Source) => LibraryEntry | undefined> {
  const byKey = new Map<string, unknown>()
  for (const entry of await read(home, onQuarantined)) {
    const source = keySchema.safeParse(entry)
    if (source.success) byKey.set(sourceKey(source.data.source), entry)
  }
  return (source) => entrySchema.safeParse(byKey.get(sourceKey(source))).data
}

/**
 * Takes over `library.json`, and renames it once `add` has stored its entries: an import that was interrupted is
 * repeated, a finished one is not.
 */
export async function importVersion1(
  home: string,
  add: (entries: LibraryEntry[]) => Promise<void>,
  onQuarantined: (path: string) => void,
): Promise<void> {
  const path = pathIn(home)
  const entries = await read(home, onQuarantined)
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
