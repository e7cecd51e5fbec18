import { setMaxListeners } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { createEmitter } from '../../contract/emitter.ts'
import { AppError } from '../../contract/errors.ts'
import type { PaceWait } from '../../contract/pace.ts'
import {
  afterAnswer,
  afterSending,
  familyOf,
  isThrottled,
  nextTurn,
  type Pace,
  type PacedAnswer,
  startingPace,
} from './pace.ts'

/** An answer announced another limit for a family of calls. */
export interface PaceLimit {
  host: string
  /** `/v1/mmc/management`, say. */
  family: string
  /** Most calls in a window, with the margin already taken off. */
  calls: number
  windowMs: number
}

/**
 * Paces all calls to the services, by site and family of calls: pages, downloads and the terminal share the limit
 * of an account. The worker has no calls of its own; it asks main for links.
 */
export interface Pacer {
  /** Resolves when a call may be sent, in the order of the calls. Rejects with the signal's reason. */
  turn(url: URL, signal?: AbortSignal): Promise<void>
  /** Learns from an answer. True: too many calls were sent; this one was not acted on and may be sent again. */
  heed(url: URL, answer: PacedAnswer): boolean
  /** Called for waits long enough to be noticed, once for each. Returns an unsubscribe function. */
  onWait(listener: (wait: PaceWait) => void): () => void
  /** The waits that last, of those that are long enough to be noticed. */
  waits(): PaceWait[]
  /** Called when a wait begins, gets longer or is over. Returns an unsubscribe function. */
  onWaits(listener: (waits: PaceWait[]) => void): () => void
  /** Returns an unsubscribe function. */
  onLimit(listener: (limit: PaceLimit) => void): () => void
  /** Ends all waits, which then reject with CANCELLED: none may keep the process alive. */
  close(): void
}

interface Family {
  pace: Pace
  /** The last call in line. */
  tail: Promise<void>
  reportedUntil: number
  /** Calls that have not got their turn. */
  turns: number
  wait: PaceWait | null
}

/** Shorter waits are not reported. */
const NOTICED_MS = 3000

export function createPacer(
  deps: {
    /** Rejects when the signal is aborted. */
    wait?: (ms: number, signal: AbortSignal) => Promise<void>
    now?: () => number
    random?: () => number
  } = {},
): Pacer {
  const wait = deps.wait ?? ((ms, signal) => delay(ms, undefined, { signal }))
  // Monotonic: setting the clock must not hold up calls.
  const now = deps.now ?? (() => performance.now())
  const random = deps.random ?? Math.random
  const noticed = createEmitter<[PaceWait]>()
  const changes = createEmitter<[PaceWait[]]>()
  const limits = createEmitter<[PaceLimit]>()
  const closing = new AbortController()
  // Each waiting call listens to it.
  setMaxListeners(0, closing.signal)
  const families = new Map<string, Family>()

  const familyAt = (url: URL) => {
    const family = familyOf(url)
    const key = `${url.origin} ${family}`
    const known = families.get(key) ?? {
      pace: startingPace(family),
      tail: Promise.resolve(),
      reportedUntil: 0,
      turns: 0,
      wait: null,
    }
    families.set(key, known)
    return known
  }

  const waits = (): PaceWait[] =>
    [...families.values()].flatMap(({ wait: one }) => (one === null ? [] : [one]))

  const setWait = (family: Family, next: PaceWait | null): void => {
    if (family.wait === next || (family.wait?.until === next?.until && family.wait?.why === next?.why)) return
    family.wait = next
    changes.emit(waits())
  }

  /** Calls of a family wait until `at`. */
  const beginWait = (family: Family, host: string, at: number, time: number, why: PaceWait['why']): void => {
    if (at - time < NOTICED_MS && family.wait === null) return
    const begun: PaceWait = { host, until: Math.round(Date.now() + at - time), why }
    // A wait that follows another one is the same wait.
    const isNew = at - time >= NOTICED_MS && at - family.reportedUntil >= NOTICED_MS
    if (isNew) family.reportedUntil = at
    setWait(family, begun)
    if (isNew) noticed.emit(begun)
  }

  /** A turn was taken, or given up: the wait is over, unless another call goes on waiting. */
  const endTurn = (family: Family): void => {
    family.turns -= 1
    const isOver = family.turns === 0 || nextTurn(family.pace, now()).at <= now()
    if (isOver) setWait(family, null)
  }

  return {
    onWait: noticed.on,
    waits,
    onWaits: changes.on,
    onLimit: limits.on,
    close: () => closing.abort(new AppError('CANCELLED')),
    turn: async (url, ofCall) => {
      const family = familyAt(url)
      family.turns += 1
      const signal = ofCall === undefined ? closing.signal : AbortSignal.any([closing.signal, ofCall])
      const taken = family.tail.then(async () => {
        let time = now()
        for (;;) {
          signal.throwIfAborted()
          const { at, why } = nextTurn(family.pace, time)
          if (at <= time) break
          beginWait(family, url.host, at, time, why)
          await wait(at - time, signal).catch((error: unknown) => {
            signal.throwIfAborted()
            throw error
          })
          // A timer may fire a little early. Meanwhile the service may have asked for more.
          time = Math.max(at, now())
        }
        family.pace = afterSending(family.pace, time)
      })
      // The next call waits for this one, even if this one is cancelled.
      family.tail = taken.catch(() => undefined)
      await taken.finally(() => endTurn(family))
    },
    heed: (url, answer) => {
      const family = familyAt(url)
      const { limit: before } = family.pace
      family.pace = afterAnswer(family.pace, answer, { now: now(), date: Date.now() }, random())
      const { limit } = family.pace
      if (limit !== null && (limit.calls !== before?.calls || limit.windowMs !== before.windowMs))
        limits.emit({ host: url.host, family: familyOf(url), ...limit })
      return isThrottled(answer)
    },
  }
}
