import type { Readable } from 'node:stream'
import type { Throttle } from './throttle.ts'

/** A slow body is written out this often all the same, so that little is lost and progress shows. */
const FLUSH_MS = 1000

export interface Received {
  /** ended: the body's own end was seen · cut: the connection broke · stalled: no byte for too long · stopped: asked to */
  end: 'ended' | 'cut' | 'stalled' | 'stopped'
  error: unknown
}

/**
 * Reads a body to its end, handing batches to `take`, one at a time; the body stands still meanwhile. Whatever
 * arrived before a cut is handed over too. The last call, and only it, names the end. What `take` throws ends the
 * reading and is thrown on.
 */
export async function receive(
  body: Readable,
  take: (batch: Uint8Array[], end: Received['end'] | null) => Promise<void>,
  { stallTimeoutMs, signal, throttle }: { stallTimeoutMs: number; signal: AbortSignal; throttle: Throttle },
): Promise<Received> {
  let batch: Uint8Array[] = []
  let batchBytes = 0
  let lastByteAt = Date.now()
  const hand: { taking: Promise<void> | null; refusal: { error: unknown } | null } = {
    taking: null,
    refusal: null,
  }
  let resolveEnd: (received: Received) => void = () => undefined
  const ending = new Promise<Received>((resolve) => {
    resolveEnd = resolve
  })

  const handOver = (): void => {
    if (hand.taking !== null || hand.refusal !== null || batchBytes === 0) return
    const full = batch
    const fullBytes = batchBytes
    batch = []
    batchBytes = 0
    body.pause()
    hand.taking = take(full, null)
      .then(() => throttle.pay(fullBytes, signal))
      .catch((error: unknown) => {
        hand.refusal = { error }
        resolveEnd({ end: 'stopped', error })
      })
      .finally(() => {
        hand.taking = null
        lastByteAt = Date.now()
        if (hand.refusal === null) body.resume()
      })
  }

  body.on('data', (chunk: Uint8Array) => {
    lastByteAt = Date.now()
    batch.push(chunk)
    batchBytes += chunk.byteLength
    if (batchBytes >= throttle.batchBytes()) handOver()
  })
  body.once('end', () => resolveEnd({ end: 'ended', error: null }))
  body.once('error', (error) => resolveEnd({ end: 'cut', error }))
  body.once('close', () => resolveEnd({ end: 'cut', error: null }))
  const onAbort = (): void => resolveEnd({ end: 'stopped', error: signal.reason })
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()

  const flushing = setInterval(handOver, FLUSH_MS)
  const watching = setInterval(
    () => {
      if (hand.taking === null && Date.now() - lastByteAt >= stallTimeoutMs)
        resolveEnd({ end: 'stalled', error: null })
    },
    Math.min(1000, Math.max(10, stallTimeoutMs / 4)),
  )

  const received = await ending
  clearInterval(flushing)
  clearInterval(watching)
  signal.removeEventListener('abort', onAbort)
  // After a cut a destroyed stream may still report its error: nobody is left to hear it.
  body.on('error', () => undefined)
  if (received.end !== 'ended') body.destroy()
  await hand.taking
  if (hand.refusal !== null) throw hand.refusal.error
  await take(batch, received.end)
  return received
}
