import { lstat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../contract/errors.ts'
import { withDiskErrors } from '../files/disk-error.ts'
import { makeFoldersBelow } from '../files/make-folder.ts'
import { createLineFile, type LineFormat, type Lines } from '../files/line-file.ts'
import { isIntact, type Line, summedLine } from '../files/summed-line.ts'
import {
  type LedgerEntry,
  ledgerEntrySchema,
  type LedgerRun,
  ledgerRunSchema,
  recordingKey,
} from './ledger-entry.ts'

/** In the folder of the archive, so that it moves with it. */
export const ARCHIVE_FOLDER = '.meetkeep'
const FILE = 'ledger.jsonl'
/** Room for half a million recordings. */
const MAX_BYTES = 256 * 1024 * 1024
const RUN_KEY = 'run'

const lineSchema = z.union([z.object({ recording: ledgerEntrySchema }), z.object({ run: ledgerRunSchema })])

/**
 * What passes have done with every recording that they have seen: lines that are only appended, like those of the
 * library's index. It may be lost: the next pass looks the recordings up again, and fetches nothing twice.
 */
export interface Ledger {
  entries(): IterableIterator<LedgerEntry>
  get(key: string): LedgerEntry | undefined
  lastRun(): LedgerRun | null
  /** Appends the entries durably. Rejects with the error of the disk; a newer version's ledger is left alone. */
  put(entries: readonly LedgerEntry[]): Promise<void>
  endRun(run: LedgerRun): Promise<void>
}

/** The lines of a ledger in memory. */
interface Recorded extends Lines {
  readonly entries: ReadonlyMap<string, LedgerEntry>
  readonly run: LedgerRun | null
}

function createRecorded(): Recorded {
  const lines = new Map<string, Line>()
  const entries = new Map<string, LedgerEntry>()
  let run: LedgerRun | null = null
  return {
    entries,
    get run() {
      return run
    },
    get count() {
      return lines.size
    },
    all: () => lines.values(),
    apply: (line) => {
      const read = isIntact(line) ? parse(line) : null
      if (read === null) return false
      if ('run' in read) {
        run = read.run
        lines.set(RUN_KEY, line)
        return true
      }
      const { recording } = read
      const key = recordingKey(recording.site, recording.confUUID)
      entries.set(key, recording)
      lines.set(key, line)
      return true
    },
  }
}

function parse({ bytes, at, end }: Line): z.infer<typeof lineSchema> | null {
  try {
    return lineSchema.parse(JSON.parse(bytes.toString('utf8', at, end)))
  } catch {
    return null
  }
}

const LEDGER: LineFormat<Recorded> = {
  name: 'meetkeep-ledger',
  create: createRecorded,
  // Not through a link: the folder may be shared.
  makeFolder: (folder) => makeFoldersBelow(dirname(folder), folder),
  mode: null,
  maxBytes: MAX_BYTES,
}

/**
 * Opens the ledger of a folder for a pass; nothing is written yet. One that is not a ledger is moved aside.
 *
 * @param onQuarantined where it was moved to
 */
export async function openLedger(root: string, onQuarantined: (path: string) => void): Promise<Ledger> {
  return await readWith(root, onQuarantined)
}

/** Reads the ledger of a folder and changes nothing there; null if it has none. */
export async function readLedger(root: string): Promise<Pick<Ledger, 'entries' | 'lastRun'> | null> {
  const ledger = await readWith(root, null)
  return ledger.lastRun() === null && ledger.entries().next().done === true ? null : ledger
}

async function readWith(root: string, onQuarantined: ((path: string) => void) | null): Promise<Ledger> {
  const path = join(root, ARCHIVE_FOLDER, FILE)
  let isTooNew = false
  const file = createLineFile(path, LEDGER, { onQuarantined, onTooNew: () => (isTooNew = true) })
  const folder = await lstat(dirname(path)).catch(() => null)
  if (folder?.isDirectory() === true) await withDiskErrors(path, () => file.refresh())
  const append = async (lines: string[]): Promise<void> => {
    if (isTooNew)
      throw new AppError('DISK_ERROR', {
        params: { path, errno: 'EPROTO' },
        detail: 'a newer version of Meetkeep wrote the ledger of this folder',
      })
    // Before the lock, which is a file of this folder.
    await makeFoldersBelow(root, dirname(path))
    await withDiskErrors(path, () => file.append(() => lines))
    await file.compact()
  }
  return {
    entries: () => file.items.entries.values(),
    get: (key) => file.items.entries.get(key),
    lastRun: () => file.items.run,
    put: async (entries) => {
      if (entries.length > 0) await append(entries.map((recording) => summedLine({ recording })))
    },
    endRun: async (run) => await append([summedLine({ run })]),
  }
}
