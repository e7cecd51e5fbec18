import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import type { VerifyOutcome } from '../../contract/verify.ts'
import type { LibraryEntry } from './entry.ts'
import type { Library } from './library.ts'
import { noteOutcome, timesOf } from './note-outcome.ts'
import type { OutcomeBatch } from './outcome-batch.ts'
import { openSaved } from './open-saved.ts'

const CHUNK_BYTES = 512 * 1024

export interface VerifyFileOptions {
  now: () => Date
  /** Called after each chunk; the next one is read when it resolves. */
  onChunk: (bytes: number) => Promise<void>
  signal: AbortSignal
}

/**
 * Reads a saved file again, compares it with the SHA-256 it was saved with, and writes what was found into its
 * description, and into the index with the batch. A file whose time alone has changed is unchanged. Rejects when
 * `signal` aborts: then nothing was found.
 */
export async function verifyFile(
  library: Pick<Library, 'stateNow'>,
  outcomes: Pick<OutcomeBatch, 'add'>,
  entry: LibraryEntry,
  { now, onChunk, signal }: VerifyFileOptions,
): Promise<VerifyOutcome> {
  const file = await openSaved(entry)
  if (typeof file === 'string') {
    if (file === 'changed') return 'changed'
    const state = await library.stateNow(entry)
    return state === 'missing' || state === 'not-connected' ? state : 'unreadable'
  }
  const read = await readWhole(file, onChunk, signal)
  if (read === null) return 'unreadable'
  const at = now().toISOString()
  if (read.isOther) return 'changed'
  const outcome = read.sha256 === entry.sha256 ? 'verified' : 'damaged'
  await noteOutcome(entry, outcome, at)
  await outcomes.add(entry, { ...timesOf(outcome, at), modifiedMs: read.modifiedMs })
  return outcome
}

/** Reads an open file. null: it cannot be read to its end. `isOther`: it was written to meanwhile. Closes the file. */
export async function readWhole(
  file: FileHandle,
  onChunk: VerifyFileOptions['onChunk'],
  signal: AbortSignal,
): Promise<{ sha256: string; modifiedMs: number; isOther: boolean } | null> {
  try {
    const before = await file.stat()
    const hash = createHash('sha256')
    const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES)
    for (let at = 0; at < before.size;) {
      signal.throwIfAborted()
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, at)
      if (bytesRead === 0) break
      hash.update(chunk.subarray(0, bytesRead))
      at += bytesRead
      await onChunk(bytesRead)
    }
    signal.throwIfAborted()
    const after = await file.stat()
    const isOther = after.size !== before.size || after.mtimeMs !== before.mtimeMs
    return { sha256: hash.digest('hex'), modifiedMs: after.mtimeMs, isOther }
  } catch {
    signal.throwIfAborted()
    return null
  } finally {
    await file.close()
  }
}
