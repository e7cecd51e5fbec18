import { setTimeout } from 'node:timers/promises'

/** What all transfers together may use of the line. */
export interface Throttle {
  /** Resolves when these bytes, which have already come, are paid for. */
  pay(bytes: number, signal: AbortSignal): Promise<void>
  /** Bytes after which a body should be handed over, so that a slow limit does not come in bursts. */
  batchBytes(): number
}

/** Chunks of 16 to 64 KiB are collected to this before one write: curl's wall time at little more CPU. */
const LARGEST_BATCH = 1024 * 1024
const SMALLEST_BATCH = 16 * 1024
/** A changed rate is followed within this. */
const LOOK_AGAIN_MS = 250
/** A batch from before there was a limit may be a minute's worth of it; nobody waits that long for one. */
const LONGEST_OF_ONE_S = 10

/** `rate` in bytes per second for all transfers together; null for no limit. It is read anew all the time. */
export function createThrottle(
  rate: () => number | null,
  now: () => number = () => performance.now(),
  wait: (ms: number, signal: AbortSignal) => Promise<void> = waitFor,
): Throttle {
  /** Bytes of all transfers: asked to be paid for, and paid for by the time that went by. */
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
        // A whole millisecond at least: less would be a busy loop.
        await wait(Math.min(LOOK_AGAIN_MS, Math.max(1, ((mine - paid) * 1000) / limit)), signal)
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

/** An abort ends the wait; what was asked to stop says so itself. */
async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => undefined)
}
