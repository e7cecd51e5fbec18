/**
 * What is collected of a body. Whole 256 KiB are written several times faster than the 16 KiB in which TLS brings
 * them, and no slower than larger ones anywhere that was tried; on a virtual machine that gives memory back, 1 MiB at
 * once cost three times as much (docs/performance.md).
 */
const SLAB_BYTES = 256 * 1024

export interface BufferPool {
  /** Copies it in. */
  add(chunk: Uint8Array): void
  bytes(): number
  /** Everything collected, in order; they are the caller's until given back. */
  takeAll(): Uint8Array[]
  /** To be filled again: without it each GiB would be a GiB of memory for the collector. */
  release(batch: Uint8Array[]): void
}

export function createBufferPool(): BufferPool {
  const spare: ArrayBufferLike[] = []
  let full: Uint8Array[] = []
  let fullBytes = 0
  let slab: Uint8Array | null = null
  let filled = 0

  const close = (): void => {
    if (slab === null || filled === 0) return
    full.push(slab.subarray(0, filled))
    fullBytes += filled
    slab = null
    filled = 0
  }

  return {
    add: (chunk) => {
      for (let at = 0; at < chunk.byteLength;) {
        slab ??= new Uint8Array(spare.pop() ?? new ArrayBuffer(SLAB_BYTES))
        const piece = chunk.subarray(at, at + SLAB_BYTES - filled)
        slab.set(piece, filled)
        filled += piece.byteLength
        at += piece.byteLength
        if (filled === SLAB_BYTES) close()
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
