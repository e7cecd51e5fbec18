import { setTimeout } from 'node:timers/promises'

/** The bandwidth limit shared by all transfers. */
export interface Throttle {
  /** Resolves when the rate limit allows for these bytes, which have already arrived. */
  pay(bytes: number, signal: AbortSignal): Promise<void>
  /** Bytes after which a body should be flushed, so that a low limit does not cause bursts. */
  batchBytes(): number
}

/** Chunks of 16 to 64 KiB are buffered to this size per write: curl's wall time at little more CPU. */
const LARGEST_BATCH = 1024 * 1024
const SMALLEST_BATCH = 16 * 1024
/** A changed rate takes effect within this. */
const POLL_MS = 250
/**
 * A batch begun without a limit may take a minute at the new rate; the wait is capped at this many seconds.
 */
const LONGEST_OF_ONE_S = 10

/**
 * `rate` in bytes per second for all transfers together; null for no limit. It is called again on every
 * check.
 */
export function createThrottle(
  rate: () => number | null,
  now: () => number = () => performance.now(),
  wait: (ms: number, signal: AbortSignal) => Promise<void> = waitFor,
): Throttle {
  /** Bytes of all transfers: charged so far, and paid for by elapsed time. */
  let charged = 0
  let paid = 0
  let at = now()
  const settleUp = (limit: number): void => {
    const before = at
    at = now()
    paid = Math.min(charged, paid + ((at - before) * limit) / 1000)
  }
  return {
    pay: async (bytes, signal) => {
      let limit = rate()
      if (limit === null) return
      settleUp(limit)
      charged += Math.min(bytes, limit * LONGEST_OF_ONE_S)
      const mine = charged
      for (; limit !== null && paid < mine && !signal.aborted; limit = rate()) {
        // At least a whole millisecond: less would be a busy loop.
        await wait(Math.min(POLL_MS, Math.max(1, ((mine - paid) * 1000) / limit)), signal)
        settleUp(limit)
      }
      if (limit === null) paid = charged
    },
    batchBytes: () => {
      const limit = rate()
      return limit === null ? LARGEST_BATCH : Math.min(LARGEST_BATCH, Math.max(SMALLEST_BATCH, limit / 4))
    },
  }
}

/** An abort ends the wait; the caller handles the abort. */
async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => undefined)
}
