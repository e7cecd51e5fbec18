/**
 * Size of one buffer. Writes of 256 KiB are several times faster than the 16 KiB pieces TLS delivers, and no
 * slower than larger writes on any system tried; on a virtual machine that returns memory to its host, 1 MiB
 * at once cost three times as much (docs/performance.md).
 */
const BUFFER_BYTES = 256 * 1024

/** The largest TLS record (RFC 8446, 5.1): TLS delivers a body in pieces of this size. */
const RECORD_BYTES = 16 * 1024

export interface BufferPool {
  /** Copies the chunk, unless it was received into the latest room. */
  add(chunk: Uint8Array): void
  /**
   * Memory for the next record: a connection that receives into it saves a copy. Valid until the next chunk is
   * added; if the collected buffers are taken before that, the chunk is copied.
   */
  room(): Uint8Array
  bytes(): number
  /** All collected buffers, in order; the caller owns them until released. */
  takeAll(): Uint8Array[]
  /** Returns buffers for reuse: otherwise each GiB received would be a GiB of garbage to collect. */
  release(batch: Uint8Array[]): void
}

/** A buffer with views of its records, which are created once: a view for each record costs more than its copy. */
interface Pooled {
  whole: Uint8Array
  records: Uint8Array[]
}

export function createBufferPool(): BufferPool {
  const spare: Pooled[] = []
  let full: Uint8Array[] = []
  let fullBytes = 0
  let current: Pooled | null = null
  let filled = 0
  /** The buffers that are being written. */
  const lent = new Map<ArrayBufferLike, Pooled>()

  const close = (): void => {
    if (current === null || filled === 0) return
    full.push(current.whole.subarray(0, filled))
    fullBytes += filled
    lent.set(current.whole.buffer, current)
    current = null
    filled = 0
  }

  const isInPlace = (chunk: Uint8Array): boolean =>
    current !== null && chunk.buffer === current.whole.buffer && chunk.byteOffset === filled

  return {
    add: (chunk) => {
      if (isInPlace(chunk)) {
        filled += chunk.byteLength
        if (filled === BUFFER_BYTES) close()
        return
      }
      for (let at = 0; at < chunk.byteLength;) {
        current ??= spare.pop() ?? newPooled()
        const piece = chunk.subarray(at, at + BUFFER_BYTES - filled)
        current.whole.set(piece, filled)
        filled += piece.byteLength
        at += piece.byteLength
        if (filled === BUFFER_BYTES) close()
      }
    },
    room: () => {
      // A record in two pieces would put all that follow in two pieces as well.
      if (filled > BUFFER_BYTES - RECORD_BYTES) close()
      current ??= spare.pop() ?? newPooled()
      const record = filled % RECORD_BYTES === 0 ? current.records[filled / RECORD_BYTES] : undefined
      return record ?? current.whole.subarray(filled, filled + RECORD_BYTES)
    },
    bytes: () => fullBytes + filled,
    takeAll: () => {
      close()
      const all = full
      full = []
      fullBytes = 0
      return all
    },
    release: (batch) => {
      for (const { buffer } of batch) {
        const pooled = lent.get(buffer)
        if (pooled === undefined) continue
        lent.delete(buffer)
        spare.push(pooled)
      }
    },
  }
}

function newPooled(): Pooled {
  const whole = new Uint8Array(BUFFER_BYTES)
  const records = Array.from({ length: BUFFER_BYTES / RECORD_BYTES }, (_, index) =>
    whole.subarray(index * RECORD_BYTES, (index + 1) * RECORD_BYTES),
  )
  return { whole, records }
}
