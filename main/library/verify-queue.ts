import { basename, dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createEmitter } from '../../contract/emitter.ts'
import { sourceKey } from '../../contract/source-key.ts'
import {
  VERIFY_OUTCOMES,
  type VerifyAction,
  type VerifyOutcome,
  type VerifyProblem,
  type VerifyState,
} from '../../contract/verify.ts'
import { breather } from '../breathe.ts'
import type { LibraryEntry } from './entry.ts'
import { itemKey } from './index-line.ts'
import type { Library } from './library.ts'
import { createOutcomeBatch } from './outcome-batch.ts'
import { verifyFile } from './verify-file.ts'

/** Changes are emitted together. */
const EMIT_MS = 250
/** While downloads are running, reading takes this part of the time. */
const SHARE_BESIDE_DOWNLOADS = 1 / 4
/** How often a wait for the downloads to end looks again. */
const LOOK_MS = 1000

/** Verifies saved files in the background, one after another. */
export interface VerifyQueue {
  state(): VerifyState
  /** The files that are not as they were saved, of the verification that {@link VerifyQueue.state} describes. */
  problems(): readonly VerifyProblem[]
  /** Appends the files of items, but for those that wait already. */
  add(keys: 'all' | readonly string[]): Promise<VerifyState>
  /** Appends files that are read only while no download is running. */
  addQuietly(entries: readonly LibraryEntry[]): void
  act(action: VerifyAction): VerifyState
  /** Called with new states, a few times a second at most. Returns an unsubscribe function. */
  onChange(listen: (state: VerifyState) => void): () => void
  /** Called when all files were read, or the rest was given up. Returns an unsubscribe function. */
  onEnded(listen: (problems: readonly VerifyProblem[]) => void): () => void
  /** Stops, and resolves when nothing is being read. */
  close(): Promise<void>
}

interface Waiting {
  entry: LibraryEntry
  isQuiet: boolean
}

/** @param deps `isDownloading`: whether a transfer is running now */
export function createVerifyQueue(deps: {
  library: Pick<Library, 'all' | 'ofItem' | 'stateNow' | 'updateAll'>
  isDownloading: () => boolean
  now?: () => Date
}): VerifyQueue {
  const { library, isDownloading, now = () => new Date() } = deps
  const changes = createEmitter<[VerifyState]>()
  const ends = createEmitter<[readonly VerifyProblem[]]>()
  let emission: NodeJS.Timeout | null = null
  const batch = createOutcomeBatch(library)

  /** Files by key, in the order in which they are read. */
  const waiting = new Map<string, Waiting>()
  // One iterator for all: a new one passes every removed key again, which takes quadratic time.
  let nextKeys = waiting.keys()
  let firstKey: string | undefined
  const first = (): Waiting | undefined => {
    while (waiting.size > 0 && (firstKey === undefined || !waiting.has(firstKey))) {
      const { done, value } = nextKeys.next()
      if (done === true) nextKeys = waiting.keys()
      else firstKey = value
    }
    return firstKey === undefined ? undefined : waiting.get(firstKey)
  }
  let report = emptyReport()
  let current: LibraryEntry | null = null
  /** Bytes of the current file that were read. */
  let currentBytes = 0
  let isPaused = false
  let isWaiting = false
  let reading = new AbortController()
  let adding = new AbortController()
  let work: Promise<void> | null = null

  const state = (): VerifyState => {
    const phase = isPaused ? 'paused' : isWaiting ? 'waiting' : 'running'
    const { files, bytes, outcomes, startedAt, endedAt, isStopped } = report
    return {
      phase: startedAt === null || endedAt !== null ? 'idle' : phase,
      files: { ...files },
      bytes: { done: bytes.done + currentBytes, of: bytes.of },
      current: current === null ? null : { key: itemKey(current.source), title: current.title },
      outcomes: { ...outcomes },
      ...{ startedAt, endedAt, isStopped },
    }
  }
  const emitSoon = (): void => {
    emission ??= setTimeout(() => {
      emission = null
      changes.emit(state())
    }, EMIT_MS).unref()
  }

  const end = (isStopped: boolean): void => {
    adding.abort()
    adding = new AbortController()
    waiting.clear()
    report.isStopped = isStopped
    report.endedAt = now().toISOString()
    const { problems } = report
    // Those who listen look into the index for what was read.
    void batch.flush().then(() => ends.emit(problems))
    emitSoon()
  }

  /** Lets the current file go: it is read from its start when reading goes on. */
  const interrupt = (): void => {
    reading.abort()
    reading = new AbortController()
  }

  const note = ({ source, path, title, startTime = null, bytes }: LibraryEntry, outcome: VerifyOutcome) => {
    report.files.done += 1
    report.bytes.done += bytes
    report.outcomes[outcome] += 1
    if (outcome === 'verified') return
    report.problems.push({
      ...{ key: itemKey(source), title, start: startTime, name: basename(path) },
      ...{ folder: dirname(path), bytes, outcome },
    })
  }

  const readOne = async ({ entry, isQuiet }: Waiting): Promise<void> => {
    const { signal } = reading
    current = entry
    let since = performance.now()
    let lookedAt = since
    let isBeside = isDownloading()
    const onChunk = async (bytes: number): Promise<void> => {
      currentBytes += bytes
      emitSoon()
      const took = performance.now() - since
      if (performance.now() - lookedAt > LOOK_MS) {
        lookedAt = performance.now()
        isBeside = isDownloading()
      }
      if (isBeside && isQuiet) interrupt()
      else if (isBeside) await wait(took / SHARE_BESIDE_DOWNLOADS - took, undefined, { signal })
      since = performance.now()
    }
    try {
      const outcome = await verifyFile(library, batch, entry, { now, onChunk, signal })
      waiting.delete(sourceKey(entry.source))
      note(entry, outcome)
    } catch {
      if (signal.aborted) return
      waiting.delete(sourceKey(entry.source))
      note(entry, 'unreadable')
    } finally {
      current = null
      currentBytes = 0
      emitSoon()
    }
  }

  const run = async (): Promise<void> => {
    while (!isPaused) {
      const next = first()
      if (next === undefined) return report.endedAt === null ? end(false) : undefined
      isWaiting = next.isQuiet && isDownloading()
      emitSoon()
      const { signal } = reading
      if (isWaiting) await wait(LOOK_MS, undefined, { signal, ref: false }).catch(() => undefined)
      else await readOne(next)
    }
  }
  const start = (): void => {
    if (isPaused || waiting.size === 0) return
    work ??= run().finally(() => {
      work = null
      start()
    })
  }

  const append = (entry: LibraryEntry, isQuiet: boolean): void => {
    const key = sourceKey(entry.source)
    const before = waiting.get(key)
    // What the user asks for does not wait for the downloads.
    waiting.set(key, { entry, isQuiet: isQuiet && before?.isQuiet !== false })
    if (before !== undefined) return
    if (report.startedAt === null || report.endedAt !== null) {
      report = emptyReport()
      report.startedAt = now().toISOString()
    }
    report.files.of += 1
    report.bytes.of += entry.bytes
  }

  return {
    state,
    problems: () => report.problems,
    add: async (keys) => {
      const breathe = breather()
      const { signal } = adding
      const entries = keys === 'all' ? library.all() : keys.flatMap((key) => library.ofItem(key))
      for (const entry of entries) {
        append(entry, false)
        await breathe()
        if (signal.aborted) return state()
      }
      start()
      emitSoon()
      return state()
    },
    addQuietly: (entries) => {
      for (const entry of entries) append(entry, true)
      start()
      emitSoon()
    },
    act: (action) => {
      const isOver = report.endedAt !== null || report.startedAt === null
      if (action === 'dismiss') {
        if (isOver) report = emptyReport()
      } else if (!isOver) {
        isPaused = action === 'pause'
        if (action !== 'resume') interrupt()
        if (action === 'pause') void batch.flush()
        if (action === 'stop') end(true)
        start()
      }
      emitSoon()
      return state()
    },
    onChange: changes.on,
    onEnded: ends.on,
    close: async () => {
      adding.abort()
      waiting.clear()
      isPaused = true
      interrupt()
      await work
      await batch.flush()
    },
  }
}

function emptyReport() {
  return {
    files: { done: 0, of: 0 },
    bytes: { done: 0, of: 0 },
    outcomes: Object.fromEntries(VERIFY_OUTCOMES.map((one) => [one, 0])) as Record<VerifyOutcome, number>,
    problems: [] as VerifyProblem[],
    startedAt: null as string | null,
    endedAt: null as string | null,
    isStopped: false,
  }
}
