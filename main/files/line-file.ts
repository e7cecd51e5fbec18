import { randomUUID } from 'node:crypto'
import { type FileHandle, rename, stat, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { breather } from '../breathe.ts'
import { acquireLock, withFileLock } from './file-lock.ts'
import { isNotPlain, makeDurable, openPlain, replacePlain, syncFolder } from './open-file.ts'
import { quarantine } from './quarantine.ts'
import { limitConcurrency } from '../limit-concurrency.ts'
import type { Line } from './summed-line.ts'

const VERSION = 1
const MAX_HEADER_BYTES = 200
const READ_BYTES = 1024 * 1024
const LINE_BREAK = 10

/** Longest wait for another process's lock, which takes milliseconds. */
const LONGEST_WAIT_MS = 5000
/** A file below this is not worth compacting. */
const MIN_LINES = 1000

/** What the lines of a file say, in memory. */
export interface Lines {
  /** Applies a line, of which the newest one of its subject counts. false: it is damaged. */
  apply(line: Line): boolean
  /** The newest line of each subject. */
  all(): Iterable<Line>
  readonly count: number
}

export interface LineFormat<T extends Lines> {
  /** In the header of the file. */
  name: string
  /** Nothing is known yet. */
  create: () => T
  /** Creates the folder of the file, if it is missing. */
  makeFolder: (folder: string) => Promise<void>
  /** Of the file; null: that of any new file. */
  mode: number | null
  /** A larger file is none of this app. */
  maxBytes: number
}

/** The lines that a change of the newest state needs. */
type Change<T> = (items: T) => string[]

export interface LineFileEvents {
  /** Nothing in it was readable: it was moved here. null: such a file is left where it is, and counts as none. */
  onQuarantined: ((path: string) => void) | null
  /** A newer version of the app has written it: it is left alone, and changes end with this process. */
  onTooNew: (path: string) => void
}

/**
 * A file that several processes append to: a header, then a line for each change of a subject. Lines are only
 * appended, so that a change costs the same in a file of any size; a reader reads what was appended since. When
 * most lines are superseded, the file is replaced by one without them, with another header: a process that knows
 * the old header reads everything again.
 */
export interface LineFile<T extends Lines> {
  /** What was read and written so far; another object after the file was replaced. */
  readonly items: T
  /** Reads what any process has written since. */
  refresh(): Promise<void>
  /**
   * Appends the lines of a change durably, after what others have written was read. If that fails, the change
   * counts in this process, is written with the next one, and the error is thrown.
   */
  append(change: Change<T>): Promise<void>
  /** Drops superseded lines if they are more than the others. Never rejects. */
  compact(): Promise<void>
}

export function createLineFile<T extends Lines>(
  path: string,
  format: LineFormat<T>,
  events: LineFileEvents,
): LineFile<T> {
  let items = format.create()
  /** Changes that are not written yet. */
  let pending: Change<T>[] = []
  let known = { stamp: '', header: '', offset: 0, lines: 0, isTooNew: false }
  const oneRead = limitConcurrency(1)
  const oneWrite = limitConcurrency(1)

  const applyTo = (into: T, lines: readonly string[]): void => {
    for (const line of lines) {
      const bytes = Buffer.from(line)
      into.apply({ bytes, at: 0, end: bytes.length })
    }
  }
  /** The lines of all pending changes; each sees the one before it. */
  const pendingLines = (): string[] =>
    pending.flatMap((change, n) => {
      const lines = change(items)
      if (n < pending.length - 1) applyTo(items, lines)
      return lines
    })

  const readNew = (): Promise<void> =>
    oneRead(async () => {
      const stamp = await stampOf(path)
      // Deleted meanwhile: what was read from it is still known.
      if (stamp === known.stamp || stamp === '') return
      const file = await openPlain(path, 'read')
      try {
        const { header, version } = await readHeader(file, format.name)
        if (version > VERSION) {
          if (!known.isTooNew) events.onTooNew(path)
          known = { stamp, header, offset: 0, lines: 0, isTooNew: true }
          return
        }
        const { size } = await file.stat()
        if (size > format.maxBytes) throw new NothingReadable()
        if (header !== '' && header === known.header && size >= known.offset) {
          const { offset, lines } = await readLines(file, known.offset, size, items)
          known = { ...known, stamp, offset, lines: known.lines + lines }
          return
        }
        const fresh = format.create()
        const { offset, lines, read } = await readLines(file, Buffer.byteLength(header), size, fresh)
        if (header === '' && read === 0 && size > 0) throw new NothingReadable()
        items = fresh
        known = { stamp, header, offset, lines, isTooNew: false }
      } finally {
        await file.close()
      }
    })

  const refresh = async (): Promise<void> => {
    try {
      await readNew()
    } catch (error) {
      if (!(error instanceof NothingReadable) && !isNotPlain(error)) throw error
      if (events.onQuarantined === null) return
      events.onQuarantined(await quarantine(path, 'corrupt', new Date()))
      known = { ...known, stamp: '', header: '' }
    }
  }

  /** Replaces the file by one with only these items, unless it has changed since it was read. */
  const replace = async (): Promise<void> => {
    await format.makeFolder(dirname(path))
    const fresh = `${path}.new`
    const file = await replacePlain(fresh)
    try {
      if (format.mode !== null) await file.chmod(format.mode)
      await file.writeFile(newHeader(format.name))
      for (const chunk of chunksOf(items.all())) await file.writeFile(chunk)
      await makeDurable(file, 'sync')
    } finally {
      await file.close()
    }
    const stamp = await stampOf(path)
    if (stamp === known.stamp || stamp === '') await rename(fresh, path)
    else await unlink(fresh)
    await syncFolder(dirname(path))
    await readNew()
  }

  /** false: the file was replaced meanwhile, and the lines are not in it. */
  const write = async (lines: readonly string[]): Promise<boolean> => {
    const file = await openPlain(path, 'append').catch((error: unknown) => {
      if (isNotPlain(error)) return null
      throw error
    })
    // It has a second name, as in some backups: what is appended must not change it there.
    if (file === null) {
      await replace()
      return false
    }
    try {
      const before = await file.stat({ bigint: true })
      // What a killed process has left of a line becomes a damaged line of its own.
      const isTorn = before.size > BigInt(known.offset)
      await file.appendFile(`${isTorn ? '\n' : ''}${lines.join('\n')}\n`)
      await makeDurable(file, 'datasync')
      const now = await stat(path, { bigint: true }).catch(() => null)
      return now !== null && now.ino === before.ino && now.dev === before.dev
    } finally {
      await file.close()
    }
  }

  const appendPending = async (): Promise<void> => {
    try {
      await refresh()
      for (let isWritten = false; !isWritten && !known.isTooNew;) {
        if (known.header === '' || (await stampOf(path)) === '') await replace()
        const lines = pendingLines()
        isWritten = lines.length === 0 || (await write(lines))
        await readNew()
      }
      if (known.isTooNew) applyTo(items, pendingLines())
      pending = []
    } catch (error) {
      applyTo(items, pendingLines())
      throw error
    }
  }

  return {
    get items() {
      return items
    },
    refresh,
    append: (change) =>
      oneWrite(async () => {
        pending.push(change)
        await withFileLock(path, LONGEST_WAIT_MS, appendPending)
      }),
    compact: () =>
      oneWrite(async () => {
        const isWorthIt = (): boolean => known.lines >= MIN_LINES && known.lines > 2 * items.count
        if (!isWorthIt()) return
        const lock = await acquireLock(path).catch(() => null)
        // Another process writes or compacts: the next change tries again.
        if (lock === null) return
        try {
          await refresh()
          if (isWorthIt()) await replace()
        } catch {
          // The file is as before.
        } finally {
          await lock.unlock()
        }
      }),
  }
}

async function readHeader(file: FileHandle, name: string): Promise<{ header: string; version: number }> {
  const bytes = Buffer.alloc(MAX_HEADER_BYTES)
  const { bytesRead } = await file.read(bytes, 0, MAX_HEADER_BYTES, 0)
  const text = bytes.toString('utf8', 0, bytesRead)
  const start = `{"format":"${name}","version":`
  const version = text.startsWith(start) ? Number.parseInt(text.slice(start.length), 10) || 0 : 0
  const end = text.indexOf('\n')
  return { header: version === 0 || end === -1 ? '' : text.slice(0, end + 1), version }
}

/**
 * Applies whole lines from an offset. Resolves to where the next line begins, the number of lines, and how many
 * of them were readable.
 */
async function readLines(file: FileHandle, from: number, size: number, into: Lines) {
  const breathe = breather()
  const bytes = Buffer.allocUnsafeSlow(Math.max(0, size - from))
  let [filled, at, lines, read] = [0, 0, 0, 0]
  while (filled < bytes.length) {
    const length = Math.min(READ_BYTES, bytes.length - filled)
    const { bytesRead } = await file.read(bytes, filled, length, from + filled)
    if (bytesRead === 0) break
    filled += bytesRead
    const there = bytes.subarray(0, filled)
    for (let end = there.indexOf(LINE_BREAK, at); end !== -1; end = there.indexOf(LINE_BREAK, at)) {
      if (end > at) {
        lines += 1
        if (into.apply({ bytes, at, end })) read += 1
      }
      at = end + 1
      const turn = breathe()
      if (turn !== undefined) await turn
    }
  }
  return { offset: from + at, lines, read }
}

/** Nothing in the file is of this app. */
class NothingReadable extends Error {}

const newHeader = (name: string): string =>
  `${JSON.stringify({ format: name, version: VERSION, id: randomUUID() })}\n`

/** Lines with their line breaks, a megabyte at a time. */
function* chunksOf(lines: Iterable<Line>): Generator<Buffer> {
  const lineBreak = Buffer.from([LINE_BREAK])
  let chunk: Uint8Array[] = []
  let size = 0
  for (const { bytes, at, end } of lines) {
    chunk.push(bytes.subarray(at, end), lineBreak)
    size += end - at
    if (size < READ_BYTES) continue
    yield Buffer.concat(chunk)
    chunk = []
    size = 0
  }
  yield Buffer.concat(chunk)
}

/** A stamp that changes when the file is appended to or replaced; '' if there is none. */
async function stampOf(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(() => null)
  return found === null ? '' : [found.dev, found.ino, found.size, found.mtimeNs].join(' ')
}
