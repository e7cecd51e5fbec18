import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import type { LibraryEntry } from './entry.ts'
import type { Library } from './library.ts'
import { openSaved } from './open-saved.ts'

/** Numbers of files. */
export interface VerifiedFiles {
  /** Read whole, and unchanged. */
  ok: number
  damaged: number
  /** Missing, replaced or unreadable: there is nothing to compare. */
  unavailable: number
}

/**
 * Reads saved files again, one after another, compares them with the SHA-256 they were saved with, and keeps the
 * result in the library. Ids that it does not know are ignored. Rejects when `signal` aborts: what was read until
 * then is kept.
 */
export async function verifySaved(
  library: Pick<Library, 'byId' | 'update'>,
  ids: readonly string[],
  now: () => Date,
  signal: AbortSignal,
): Promise<VerifiedFiles> {
  const result: VerifiedFiles = { ok: 0, damaged: 0, unavailable: 0 }
  for (const id of ids) {
    signal.throwIfAborted()
    const entry = library.byId(id)
    if (entry === null) continue
    const outcome = await compare(entry, signal)
    result[outcome] += 1
    const at = now().toISOString()
    if (outcome === 'ok') await library.update(entry.source, { verifiedAt: at, damagedAt: null })
    else if (outcome === 'damaged') await library.update(entry.source, { damagedAt: at })
  }
  return result
}

async function compare(entry: LibraryEntry, signal: AbortSignal): Promise<keyof VerifiedFiles> {
  const file = await openSaved(entry)
  if (typeof file === 'string') return 'unavailable'
  try {
    return (await sha256Of(file, signal)) === entry.sha256 ? 'ok' : 'damaged'
  } catch {
    signal.throwIfAborted()
    return 'unavailable'
  }
}

/** Hex. Closes the file. */
async function sha256Of(file: FileHandle, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of file.createReadStream({ signal, highWaterMark: 1024 * 1024 }))
    hash.update(chunk as Buffer)
  return hash.digest('hex')
}
