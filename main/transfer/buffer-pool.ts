/**
 * Size of one buffer. Writes of 256 KiB are several times faster than the 16 KiB pieces TLS delivers, and no
 * slower than larger writes on any system tried; on a virtual machine that returns memory to its host, 1 MiB
 * at once cost three times as much (docs/performance.md).
 */
const BUFFER_BYTES = 256 * 1024

export interface BufferPool {
  /** Copies the chunk. */
  add(chunk: Uint8Array): void
  bytes(): number
  /** All collected buffers, in order; the caller owns them until released. */
  takeAll(): Uint8Array[]
  /** Returns buffers for reuse: otherwise each GiB received would be a GiB of garbage to collect. */
  release(batch: Uint8Array[]): void
}

export function createBufferPool(): BufferPool {
  const spare: ArrayBufferLike[] = []
  let full: Uint8Array[] = []
  let fullBytes = 0
  let current: Uint8Array | null = null
  let filled = 0

  const close = (): void => {
    if (current === null || filled === 0) return
    full.push(current.subarray(0, filled))
    fullBytes += filled
    current = null
    filled = 0
  }

  return {
    add: (chunk) => {
      for (let at = 0; at < chunk.byteLength;) {
        current ??= new Uint8Array(spare.pop() ?? new ArrayBuffer(BUFFER_BYTES))
        const piece = chunk.subarray(at, at + BUFFER_BYTES - filled)
        current.set(piece, filled)
        filled += piece.byteLength
        at += piece.byteLength
        if (filled === BUFFER_BYTES) close()
      }
    },
    bytes: () => fullBytes + filled,
    takeAll: () => {
      close()
      const all = full
      full = []
      fullBytes = 0
      return all
    },
    release: (batch) => void spare.push(...batch.map((one) => one.buffer)),
  }
}
