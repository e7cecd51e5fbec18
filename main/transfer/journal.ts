import { rename, rm } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { withDiskErrors } from '../files/disk-error.ts'
import { isNotPlain, makeDurable, readPlainText, replacePlain } from '../files/open-file.ts'
import { quarantine } from '../files/quarantine.ts'
import type { OnDisk } from './plan.ts'

/**
 * The contents of `<name>.part.json`: how much of `<name>.part` is reliable, and which file it belongs to.
 */
const journalSchema = z.object({
  version: z.literal(1),
  /** Of the file ({@link sourceKey}), so that bytes of one file are never taken for another's. */
  identity: z.string().min(1),
  durable: z.number().int().min(0),
  total: z.number().int().min(0).nullable(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** Reported by the server. Missing in journals of earlier versions. */
  digest: z
    .object({
      algorithm: z.enum(['sha-512', 'sha-256', 'md5']),
      hex: z.string(),
      isCertain: z.boolean(),
    })
    .nullish(),
  /** The file of the recording by whose link these bytes came, if not by its own. Missing in earlier versions. */
  place: z.object({ fileType: z.string(), part: z.number().int(), path: z.string().nullable() }).nullish(),
  /** Set once the whole file is verified: only the rename to its final name remains. */
  sha256: z.string().nullable(),
})
export type Journal = z.infer<typeof journalSchema>

export const partPath = (finalPath: string): string => `${finalPath}.part`
export const journalPath = (finalPath: string): string => `${finalPath}.part.json`
const freshJournalPath = (finalPath: string): string => `${journalPath(finalPath)}.new`

/** No journal is larger: its texts come from response headers. */
const MAX_JOURNAL_BYTES = 64 * 1024

/**
 * null: no journal. 'unusable': truncated, empty, of another version or of another file, or no plain file at
 * all.
 */
export async function readJournal(finalPath: string, identity: string): Promise<Journal | 'unusable' | null> {
  let text: string
  try {
    text = await readPlainText(journalPath(finalPath), MAX_JOURNAL_BYTES)
  } catch (error) {
    if (isNotPlain(error)) return 'unusable'
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  try {
    const journal = journalSchema.parse(JSON.parse(text))
    return journal.identity === identity ? journal : 'unusable'
  } catch {
    return 'unusable'
  }
}

/** Identity of the file that the journal at this place belongs to, of any version; null if it has none. */
export async function identityOfJournal(finalPath: string): Promise<string | null> {
  try {
    const found: unknown = JSON.parse(await readPlainText(journalPath(finalPath), MAX_JOURNAL_BYTES))
    return z.object({ identity: z.string() }).parse(found).identity
  } catch {
    return null
  }
}

/** A virus scanner may lock the journal for a moment (Windows). */
const RENAME_TRIES = 10
const RENAME_WAIT_MS = 100

/**
 * Replaces the journal atomically and makes it durable. The new one is written under a fixed temporary name,
 * so that the next write replaces what a killed process left, and no litter gathers among the recordings.
 */
export async function writeJournal(finalPath: string, journal: Journal): Promise<void> {
  const fresh = freshJournalPath(finalPath)
  const handle = await replacePlain(fresh)
  try {
    await handle.writeFile(JSON.stringify(journal))
    await makeDurable(handle, 'sync')
  } finally {
    await handle.close()
  }
  for (let tries = 1; ; tries += 1) {
    try {
      return await rename(fresh, journalPath(finalPath))
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException
      if (!['EPERM', 'EBUSY', 'EACCES'].includes(code) || tries >= RENAME_TRIES) throw error
      await wait(RENAME_WAIT_MS)
    }
  }
}

export async function removePart(finalPath: string): Promise<void> {
  await withDiskErrors(finalPath, () => rm(partPath(finalPath), { force: true }))
}

export async function removeJournal(finalPath: string): Promise<void> {
  await rm(journalPath(finalPath), { force: true })
  await rm(freshJournalPath(finalPath), { force: true })
}

/**
 * Quarantines an unfinished file that cannot be trusted, with its journal: neither used nor deleted. Resolves
 * to the new path of the part file, or of the journal if there is no part file.
 */
export async function quarantinePart(finalPath: string, now: Date): Promise<string> {
  let moved = ''
  for (const path of [journalPath(finalPath), partPath(finalPath)]) {
    try {
      moved = await quarantine(path, 'set-aside', now)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  return moved
}

export function emptyJournal(identity: string): Journal {
  const facts = { total: null, etag: null, lastModified: null }
  return { version: 1, identity, durable: 0, ...facts, sha256: null }
}

export function onDisk(journal: Journal): OnDisk {
  return {
    durable: journal.durable,
    total: journal.total,
    etag: journal.etag,
    lastModified: journal.lastModified,
    digest: journal.digest,
  }
}
