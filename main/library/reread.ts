import { createEmitter } from '../../contract/emitter.ts'
import type { RereadPeriod } from '../../contract/settings-bounds.ts'
import { REREAD_DAYS } from '../../contract/settings-bounds.ts'
import { breather } from '../breathe.ts'
import { sortInSteps } from '../sort-in-steps.ts'
import type { LibraryEntry } from './entry.ts'
import type { Library } from './library.ts'
import type { VerifyQueue } from './verify-queue.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** How often it is checked whether the next share may be read. */
const CHECK_MS = 10 * 60 * 1000
/** Local hours that count as night: from, and up to. */
const NIGHT = { from: 1, to: 6 }
/** The machine counts as idle without input for this long. */
const IDLE_SECONDS = 10 * 60

type Read = Pick<LibraryEntry, 'bytes' | 'savedAt' | 'verifiedAt' | 'damagedAt'>

/** When a file was last read whole, in ms: saving reads it too. */
export function lastReadAt({ savedAt, verifiedAt, damagedAt }: Read): number {
  return Math.max(...[savedAt, verifiedAt, damagedAt].map((at) => (at == null ? 0 : Date.parse(at) || 0)))
}

/**
 * The files of a day's share, those read longest ago first. A file is due when half of the period has passed since it
 * was last read, and a day reads twice the bytes that an even distribution would, at least one file: so each file is
 * read within the period, also if half of the days are missed. What was read today counts, so that a restart reads no
 * second share. Where reading stopped is what the files themselves say. Works in small steps.
 */
export async function shareOf<T extends Read>(files: readonly T[], days: number, now: number): Promise<T[]> {
  const breathe = breather()
  const today = new Date(now).setHours(0, 0, 0, 0)
  const isToday = (at: string | null | undefined): boolean => at != null && Date.parse(at) >= today
  const due: { file: T; at: number }[] = []
  let [total, readToday] = [0, 0]
  for (const file of files) {
    total += file.bytes
    if (isToday(file.verifiedAt) || isToday(file.damagedAt)) readToday += file.bytes
    const at = lastReadAt(file)
    if (at <= now - (days / 2) * DAY_MS) due.push({ file, at })
    await breathe()
  }
  let left = (2 * total) / days - readToday
  const share: T[] = []
  for (const { file } of await sortInSteps(due, (a, b) => a.at - b.at)) {
    if (left <= 0) break
    share.push(file)
    left -= file.bytes
  }
  return share
}

export interface RereadState {
  /** ISO: every file was read since then; null for none, or before the files were looked through. */
  since: string | null
  /** The schedule is on, and a share of it is to be read. */
  isDue: boolean
}

/** Reads saved files again by a schedule, a small share a day: at night, or while the machine is idle. */
export interface Rereads {
  state(): RereadState
  start(): void
  /** Called when the state has changed. Returns an unsubscribe function. */
  onChange(listen: () => void): () => void
  close(): void
}

/** @param deps `idleSeconds`: since the last input; absent: unknown */
export function createRereads(deps: {
  library: Pick<Library, 'all'>
  queue: Pick<VerifyQueue, 'state' | 'addQuietly' | 'onEnded'>
  period: () => RereadPeriod
  isDownloading: () => boolean
  idleSeconds?: (() => number) | undefined
  now?: () => Date
}): Rereads {
  const { library, queue, period, isDownloading, idleSeconds = () => 0, now = () => new Date() } = deps
  const changes = createEmitter()
  let state: RereadState = { since: null, isDue: false }
  let timer: NodeJS.Timeout | undefined
  let isChecking = false

  const isQuiet = (): boolean => {
    const hour = now().getHours()
    return (hour >= NIGHT.from && hour < NIGHT.to) || idleSeconds() >= IDLE_SECONDS
  }

  const check = async (): Promise<void> => {
    if (isChecking) return
    isChecking = true
    try {
      const breathe = breather()
      const entries: LibraryEntry[] = []
      let oldest = Infinity
      for (const entry of library.all()) {
        entries.push(entry)
        oldest = Math.min(oldest, lastReadAt(entry))
        await breathe()
      }
      const found = entries.length === 0 ? null : new Date(oldest).toISOString()
      const every = period()
      const share = every === 'off' ? [] : await shareOf(entries, REREAD_DAYS[every], now().getTime())
      const next = { since: found, isDue: share.length > 0 }
      if (next.since !== state.since || next.isDue !== state.isDue) {
        state = next
        changes.emit()
      }
      if (isQuiet() && !isDownloading() && queue.state().phase === 'idle') queue.addQuietly(share)
    } finally {
      isChecking = false
    }
  }

  queue.onEnded(() => void check())
  return {
    state: () => state,
    start: () => {
      void check()
      timer ??= setInterval(() => void check(), CHECK_MS).unref()
    },
    onChange: changes.on,
    close: () => clearInterval(timer),
  }
}
