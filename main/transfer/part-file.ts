import { createHash } from 'node:crypto'
import { type FileHandle, lstat, rename } from 'node:fs/promises'
import { withDiskErrors } from '../files/disk-error.ts'
import { requireFits } from '../files/disk-space.ts'
import { writeFully } from '../files/write-fully.ts'
import type { FileLock } from '../files/file-lock.ts'
import type { QueuedPlace } from '../interfaces.ts'
import {
  createPlain,
  isNotPlain,
  makeDurable as sync,
  openPlain,
  replaceWithCopy,
} from '../files/open-file.ts'
import {
  emptyJournal,
  type Journal,
  onDisk,
  partPath,
  readJournal,
  quarantinePart,
  removeJournal,
  writeJournal,
} from './journal.ts'
import { lookAtPart } from './part-look.ts'
import type { FileFacts, OnDisk } from './plan.ts'

/**
 * Bytes and time after which written data is made durable. Writes continue meanwhile, so a crash costs at
 * most twice as much.
 */
const DURABLE_EVERY_BYTES = 64 * 1024 * 1024
const DURABLE_EVERY_MS = 1000
const READ_BYTES = 1024 * 1024
/** A journal, its replacement and their disk blocks. */
const ROOM_FOR_JOURNAL_BYTES = 128 * 1024

/**
 * One unfinished file: its bytes, its journal, its running SHA-256.
 *
 * [Note: prefix] Exactly one write is in flight at any time and each appends, so the bytes on disk after a
 * crash are a prefix of the file. The journal only counts bytes whose write returned before the start of an
 * fdatasync that has also returned: a part file longer than its journal says is truncated to that length, and
 * everything below it is durable. The fdatasync runs concurrently with the next writes, one at a time. What
 * one failed to store is lost even if the next one succeeds (Linux reports a failed write-back once,
 * fsync(2)): after a failure the count never rises.
 *
 * Before each write, the file at the path is checked to be the one under the handle ({@link lookAtPart}).
 */
export interface PartFile {
  disk(): OnDisk
  /** Bytes written, durable or not. */
  written(): number
  /** The following body is this file from byte `keep` on: discards the existing bytes from there. */
  begin(facts: FileFacts, keep?: number): Promise<void>
  /** The following body continues the existing bytes. */
  learn(facts: Partial<FileFacts>): void
  append(chunks: Uint8Array[]): Promise<void>
  /** The file of the recording by whose link the bytes come; null: its own. */
  place(): QueuedPlace | null
  setPlace(place: QueuedPlace | null): Promise<void>
  /** Makes all written bytes durable, then records that in the journal. */
  checkpoint(): Promise<void>
  /** The same on a full disk: drops the last bytes so that the journal fits, and keeps the rest. */
  checkpointOnFullDisk(): Promise<void>
  read(position: number, size: number): Promise<Uint8Array>
  /** Hex SHA-256 of all written bytes, computed as they pass through, or read from disk. */
  digest(signal?: AbortSignal): Promise<string>
  /** Records in the journal that the whole file is verified. */
  seal(sha256: string): Promise<void>
  /** Checks once more that the file at the path is this one, whole: for the moment before its final name. */
  confirm(): Promise<void>
  /**
   * Moves all bytes, durable, to another path, as far as that is possible there; then this is closed, and
   * {@link openPart} gives one without bytes.
   */
  moveTo(path: string): Promise<void>
  close(): Promise<void>
}

export interface PartOptions {
  /** Called whenever the file system says that it cannot make the bytes durable. */
  onNotDurable?: () => void
}

export type OpenedPart = {
  part: PartFile
  /** Path of a quarantined part file that could not be trusted; null if there was none. */
  quarantined: string | null
}

/**
 * Opens or creates `<finalPath>.part` for the file of this identity, under its lock (null: the caller knows
 * that it is alone). This and every method throw AppError FOLDER_MISSING, DISK_FULL, PATH_TOO_LONG,
 * FILE_LOCKED or DISK_ERROR.
 */
export async function openPart(
  finalPath: string,
  identity: string,
  lock: FileLock | null = null,
  options: PartOptions = {},
): Promise<OpenedPart> {
  return withDiskErrors(finalPath, async () => {
    // Its holder may wake up and write once more before it notices: into a file that has no name any more.
    if (lock?.isFromSilentHolder === true)
      await replaceWithCopy(partPath(finalPath)).catch((error: unknown) => {
        if (!isNotPlain(error) && (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      })
    let found = await readJournal(finalPath, identity)
    let handle = await openOrCreate(partPath(finalPath))
    let size = handle === 'not-plain' ? 0 : (await handle.stat()).size
    let aside: string | null = null
    // A part file without a journal, or shorter than its journal, was changed by another program.
    const isForeign =
      handle === 'not-plain' ||
      found === 'unusable' ||
      (found === null && size > 0) ||
      (found !== null && size < found.durable)
    if (handle === 'not-plain' || found === 'unusable' || isForeign) {
      if (handle !== 'not-plain') await handle.close()
      aside = await quarantinePart(finalPath, new Date())
      handle = await createPlain(partPath(finalPath))
      size = 0
      found = null
    }
    const journal = found ?? emptyJournal(identity)
    try {
      if (size > journal.durable) await handle.truncate(journal.durable)
      await writeJournal(finalPath, journal)
      const look = await lookAtPart(handle, finalPath, lock)
      return { part: partFile(handle, finalPath, journal, look, options), quarantined: aside }
    } catch (error) {
      await handle.close()
      throw error
    }
  })
}

/** 'not-plain': a link, a pipe or a folder has the name, or another name leads to the same file. */
async function openOrCreate(path: string): Promise<FileHandle | 'not-plain'> {
  try {
    return await openPlain(path, 'own')
  } catch (error) {
    if (isNotPlain(error)) return 'not-plain'
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return await createPlain(path)
  }
}

function partFile(
  handle: FileHandle,
  finalPath: string,
  from: Journal,
  look: Awaited<ReturnType<typeof lookAtPart>>,
  options: PartOptions,
): PartFile {
  let journal = from
  let written = from.durable
  let checkpointAt = performance.now()
  let checkpointFrom = from.durable
  let beside: Promise<void> | null = null
  let isLost = false
  /** A write failed halfway: there may be bytes behind the counted ones. */
  let isLonger = false
  let hash = createHash('sha256')
  let hashed = 0

  const safely = <T>(step: () => Promise<T>): Promise<T> => withDiskErrors(finalPath, step)

  const write = async (next: Journal): Promise<void> => {
    await writeJournal(finalPath, next)
    // The disk may have been taken away since the last look: then the journal lies below its empty mount point.
    await lstat(partPath(finalPath)).catch(async (error: unknown) => {
      await removeJournal(finalPath)
      throw error
    })
  }

  const makeDurable = async (): Promise<void> => {
    const count = written
    checkpointAt = performance.now()
    checkpointFrom = count
    try {
      if (!(await sync(handle, 'datasync'))) options.onNotDurable?.()
    } catch (error) {
      isLost = true
      throw error
    }
    await look({ bytes: count, mayBeLonger: true, withLock: true })
    await write({ ...journal, durable: count })
    journal = { ...journal, durable: count }
  }

  /** Waits for the concurrent checkpoint; its failure is thrown here, once. */
  const joined = async (): Promise<void> => {
    const running = beside
    beside = null
    await running
  }

  const checkpoint = (): Promise<void> =>
    safely(async () => {
      await joined()
      if (isLost) throw Object.assign(new Error('an earlier fdatasync failed'), { code: 'EIO' })
      await makeDurable()
    })

  const read = async (position: number, size: number): Promise<Uint8Array> => {
    const buffer = Buffer.allocUnsafe(size)
    let filled = 0
    while (filled < size) {
      const { bytesRead } = await handle.read(buffer, filled, size - filled, position + filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return buffer.subarray(0, filled)
  }

  return {
    disk: () => onDisk(journal),
    written: () => written,
    begin: (facts, keep = 0) =>
      safely(async () => {
        await joined()
        await look({ bytes: written, mayBeLonger: true, withLock: true })
        await requireFits(finalPath, facts.total)
        // Journal first: a crash in between leaves a part file longer than its journal, which is then
        // truncated.
        const { identity, place } = journal
        journal = { ...emptyJournal(identity), place, ...facts, durable: Math.min(keep, journal.durable) }
        await write(journal)
        await handle.truncate(keep)
        written = keep
        isLonger = false
        checkpointFrom = Math.min(keep, checkpointFrom)
        isLost &&= keep > 0
        if (hashed <= keep) return
        hash = createHash('sha256')
        hashed = 0
      }),
    learn: (facts) => {
      journal = { ...journal, ...facts }
    },
    append: (chunks) =>
      safely(async () => {
        const size = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0)
        if (size === 0) return
        await look({ bytes: written, mayBeLonger: isLonger })
        const writing = writeFully(handle, chunks, size, written)
        if (hashed === written) {
          // Hashes while they are written, on another core.
          for (const chunk of chunks) hash.update(chunk)
          hashed += size
        }
        await writing.catch((error: unknown) => {
          isLonger = true
          hash = createHash('sha256')
          hashed = 0
          throw error
        })
        written += size
        const isDue =
          written - checkpointFrom >= DURABLE_EVERY_BYTES ||
          performance.now() - checkpointAt >= DURABLE_EVERY_MS
        if (!isDue) return
        // Back-pressure for a disk slower than the network: at most two checkpoints behind.
        await joined()
        beside = makeDurable()
        // Its rejection is handled in joined().
        beside.catch(() => undefined)
      }),
    checkpoint,
    checkpointOnFullDisk: async () => {
      await joined().catch(() => undefined)
      written = isLost ? journal.durable : Math.max(0, written - ROOM_FOR_JOURNAL_BYTES)
      isLost = false
      if (hashed > written) {
        hash = createHash('sha256')
        hashed = 0
      }
      await safely(async () => {
        await look({ bytes: written, mayBeLonger: true, withLock: true })
        await handle.truncate(written)
      })
      await checkpoint()
    },
    read: (position, size) => safely(() => read(position, size)),
    digest: (signal) =>
      safely(async () => {
        while (hashed < written) {
          signal?.throwIfAborted()
          const bytes = await read(hashed, Math.min(READ_BYTES, written - hashed))
          if (bytes.length === 0)
            throw Object.assign(new Error('part is shorter than written'), { code: 'EIO' })
          hash.update(bytes)
          hashed += bytes.length
        }
        return hash.copy().digest('hex')
      }),
    seal: (sha256) =>
      safely(async () => {
        journal = { ...journal, sha256 }
        await checkpoint()
      }),
    confirm: () => safely(() => look({ bytes: written, withLock: true })),
    place: () => journal.place ?? null,
    setPlace: (place) =>
      safely(async () => {
        journal = { ...journal, place }
        await write(journal)
      }),
    moveTo: async (path) => {
      await checkpoint()
      await safely(async () => {
        await look({ bytes: written, withLock: true })
        // Journal first, as in begin().
        await write({ ...emptyJournal(journal.identity), place: journal.place })
        await handle.close()
      })
      // Another disk, or no such folder: the bytes are dropped when the part file is opened.
      await rename(partPath(finalPath), path).catch(() => undefined)
    },
    close: () =>
      safely(async () => {
        // Callers that need durability have called checkpoint().
        await joined().catch(() => undefined)
        await handle.close()
      }),
  }
}
