import type { Readable } from 'node:stream'
import { createBufferPool } from './buffer-pool.ts'
import type { Throttle } from './throttle.ts'

/** A slow body is flushed this often regardless, so that little is lost and progress shows. */
const FLUSH_MS = 1000

/** A slower body counts as stalled: a connection that trickles would hold its place for days. */
const LEAST_BYTES_PER_SECOND = 128
/** Its speed is averaged over this many times the stall timeout. */
const PACE_TIMEOUTS = 3

/** A body being received; it emits nothing before `start`. */
export interface BodySource {
  start(to: BodySink): void
  /** A few more bytes may still arrive. */
  pause(): void
  resume(): void
  destroy(): void
}

export interface BodySink {
  /** The bytes are only valid during the call. */
  bytes(chunk: Uint8Array): void
  /** Memory that the next bytes may be received into, which saves copying them; valid until they arrive. */
  room?(): Uint8Array
  /** The end of the body was received. */
  ended(): void
  /** May be called more than once, and after the end. */
  cut(error: unknown): void
}

export interface Received {
  /**
   * ended: the body's end was received · cut: the connection broke · stalled: no byte, or hardly any, for too
   * long · stopped: aborted
   */
  end: 'ended' | 'cut' | 'stalled' | 'stopped'
  error: unknown
}

export function sourceOf(stream: Readable): BodySource {
  return {
    start: (to) => {
      stream.on('data', to.bytes)
      stream.once('end', to.ended)
      stream.once('close', () => to.cut(null))
      // Never removed: a destroyed stream may still emit an error.
      stream.on('error', to.cut)
    },
    pause: () => void stream.pause(),
    resume: () => void stream.resume(),
    destroy: () => void stream.destroy(),
  }
}

/**
 * Reads a body to its end, passing batches to `take`, one at a time; meanwhile up to one more batch is
 * buffered, then the body is paused. Bytes that arrived before a cut are passed on too. Only the last call
 * has an end. The buffers given to `take` are reused after it returns; an error it throws ends the reading
 * and is rethrown.
 */
export async function receive(
  source: BodySource,
  take: (batch: Uint8Array[], end: Received['end'] | null) => Promise<void>,
  { stallTimeoutMs, signal, throttle }: { stallTimeoutMs: number; signal: AbortSignal; throttle: Throttle },
): Promise<Received> {
  const pool = createBufferPool()
  // A monotonic clock: the wall clock may be set back an hour.
  let lastByteAt = performance.now()
  // The average speed is measured over the time that is not spent on writing and throttling.
  const pace = { at: performance.now(), ms: 0, bytes: 0 }
  let isOver = false
  const hand: { taking: Promise<void> | null; refusal: { error: unknown } | null } = {
    taking: null,
    refusal: null,
  }
  let resolveEnd: (received: Received) => void = () => undefined
  const ending = new Promise<Received>((resolve) => {
    resolveEnd = resolve
  })

  const handOver = (): void => {
    if (isOver || hand.taking !== null || hand.refusal !== null || pool.bytes() === 0) return
    const bytes = pool.bytes()
    const batch = pool.takeAll()
    hand.taking = take(batch, null)
      .then(() => {
        pool.release(batch)
        return throttle.pay(bytes, signal)
      })
      .catch((error: unknown) => {
        hand.refusal = { error }
        resolveEnd({ end: 'stopped', error })
      })
      .finally(() => {
        hand.taking = null
        lastByteAt = performance.now()
        if (hand.refusal !== null) return
        if (pool.bytes() >= throttle.batchBytes()) handOver()
        source.resume()
      })
  }

  const flushing = setInterval(handOver, FLUSH_MS)
  const watching = setInterval(
    () => {
      const now = performance.now()
      if (hand.taking === null) pace.ms += now - pace.at
      pace.at = now
      const isSilent = hand.taking === null && now - lastByteAt >= stallTimeoutMs
      const isDue = pace.ms >= PACE_TIMEOUTS * stallTimeoutMs
      if (isSilent || (isDue && pace.bytes * 1000 < LEAST_BYTES_PER_SECOND * pace.ms))
        resolveEnd({ end: 'stalled', error: null })
      if (isDue) Object.assign(pace, { ms: 0, bytes: 0 })
    },
    Math.min(1000, Math.max(10, stallTimeoutMs / 4)),
  )
  const onAbort = (): void => resolveEnd({ end: 'stopped', error: signal.reason })
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()

  source.start({
    bytes: (chunk) => {
      lastByteAt = performance.now()
      pace.bytes += chunk.byteLength
      pool.add(chunk)
      if (pool.bytes() < throttle.batchBytes()) return
      if (hand.taking === null) handOver()
      else source.pause()
    },
    room: () => pool.room(),
    ended: () => resolveEnd({ end: 'ended', error: null }),
    cut: (error) => resolveEnd({ end: 'cut', error }),
  })

  const received = await ending
  isOver = true
  clearInterval(flushing)
  clearInterval(watching)
  signal.removeEventListener('abort', onAbort)
  if (received.end !== 'ended') source.destroy()
  await hand.taking
  if (hand.refusal !== null) throw hand.refusal.error
  await take(pool.takeAll(), received.end)
  return received
}
