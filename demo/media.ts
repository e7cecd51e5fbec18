import { createCipheriv, createHash } from 'node:crypto'

/**
 * A file the service serves. Its bytes are computed from its clip, size and seed; none are kept in memory.
 */
export interface MediaFile {
  contentType: string
  bytes: number
  etag: string
  lastModified: Date
  /** Bytes from start to end (exclusive), in chunks. */
  read(start: number, end: number): Generator<Buffer>
}

const CHUNK_BYTES = 64 * 1024
/** Fixed, so that a download can resume after the demo service has restarted. */
const LAST_MODIFIED = new Date('2026-01-05T08:00:00Z')

/** A small file kept in memory: a picture. */
export function wholeFile(content: Buffer, contentType: string): MediaFile {
  return {
    contentType,
    bytes: content.length,
    etag: etagOf(content),
    lastModified: LAST_MODIFIED,
    *read(start, end) {
      yield content.subarray(start, end)
    },
  }
}

/**
 * The clip padded to `bytes` with one `free` box of filler (ISO/IEC 14496-12, 8.1.2), which players skip: the
 * top-level boxes cover the file exactly. If the size is too small for the clip and a box, returns the clip
 * alone.
 */
export function grownClip(clip: Buffer, bytes: number, seed: string): MediaFile {
  const room = bytes - clip.length
  const head = room < 8 ? clip : Buffer.concat([clip, freeBoxHeader(room)])
  const total = room < 8 ? clip.length : bytes
  const key = createHash('sha256').update(seed).digest().subarray(0, 16)
  return {
    contentType: 'video/mp4',
    bytes: total,
    etag: etagOf(Buffer.from(`${seed}:${total}`)),
    lastModified: LAST_MODIFIED,
    *read(start, end) {
      for (let at = start; at < end;) {
        const stop = Math.min(end, at < head.length ? head.length : at + CHUNK_BYTES)
        yield at < head.length ? head.subarray(at, stop) : filler(key, at - head.length, stop - at)
        at = stop
      }
    },
  }
}

function freeBoxHeader(size: number): Buffer {
  const isLarge = size > 0xffff_ffff
  const header = Buffer.alloc(isLarge ? 16 : 8)
  header.writeUInt32BE(isLarge ? 1 : size, 0)
  header.write('free', 4, 'latin1')
  if (isLarge) header.writeBigUInt64BE(BigInt(size), 8)
  return header
}

/**
 * A range of the AES-CTR key stream: any offset can be computed, and no two ranges are alike, so misplaced
 * bytes are detected.
 */
function filler(key: Buffer, offset: number, length: number): Buffer {
  const counter = Buffer.alloc(16)
  counter.writeBigUInt64BE(BigInt(Math.floor(offset / 16)), 8)
  const skip = offset % 16
  return createCipheriv('aes-128-ctr', key, counter)
    .update(Buffer.alloc(skip + length))
    .subarray(skip)
}

/** SHA-256 of a whole file, hex. */
export function sha256Of(file: MediaFile): string {
  const hash = createHash('sha256')
  for (const chunk of file.read(0, file.bytes)) hash.update(chunk)
  return hash.digest('hex')
}

const PAUSE_BYTES = 2 * 1024 * 1024

/** The same without blocking the event loop. */
export async function sha256InPieces(file: MediaFile): Promise<string> {
  const hash = createHash('sha256')
  for (let at = 0; at < file.bytes; at += PAUSE_BYTES) {
    for (const chunk of file.read(at, Math.min(file.bytes, at + PAUSE_BYTES))) hash.update(chunk)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return hash.digest('hex')
}

function etagOf(content: Buffer): string {
  return `"${createHash('sha256').update(content).digest('hex').slice(0, 24)}"`
}
