import { setMaxListeners } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { createEmitter } from '../../contract/emitter.ts'
import { AppError } from '../../contract/errors.ts'
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

/** Calls of a family wait. */
export interface PaceWait {
  /** host[:port] of the service. */
  host: string
  /** Ms since 1970. */
  until: number
  /** asked: the service refused a call and named a time; limit: its announced limit is reached. */
  why: 'asked' | 'limit'
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
  /** Ends all waits, which then reject with CANCELLED: none may keep the process alive. */
  close(): void
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
  const waits = createEmitter<[PaceWait]>()
  const closing = new AbortController()
  // Each waiting call listens to it.
  setMaxListeners(0, closing.signal)
  const families = new Map<string, { pace: Pace; tail: Promise<void>; reportedUntil: number }>()

  const familyAt = (url: URL) => {
    const family = familyOf(url)
    const key = `${url.origin} ${family}`
    const known = families.get(key) ?? {
      pace: startingPace(family),
      tail: Promise.resolve(),
      reportedUntil: 0,
    }
    families.set(key, known)
    return known
  }

  return {
    onWait: waits.on,
    close: () => closing.abort(new AppError('CANCELLED')),
    turn: async (url, ofCall) => {
      const family = familyAt(url)
      const signal = ofCall === undefined ? closing.signal : AbortSignal.any([closing.signal, ofCall])
      const taken = family.tail.then(async () => {
        let time = now()
        for (;;) {
          signal.throwIfAborted()
          const { at, why } = nextTurn(family.pace, time)
          if (at <= time) break
          // A wait that follows another one is the same wait.
          if (at - time >= NOTICED_MS && at - family.reportedUntil >= NOTICED_MS) {
            family.reportedUntil = at
            waits.emit({ host: url.host, until: Date.now() + at - time, why })
          }
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
      await taken
    },
    heed: (url, answer) => {
      const family = familyAt(url)
      family.pace = afterAnswer(family.pace, answer, { now: now(), date: Date.now() }, random())
      return isThrottled(answer)
    },
  }
}
