import type http from 'node:http'
import { Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import { UNKNOWN_ENCODING } from '../network/decoding-error.ts'
import { sniffKind, SNIFF_BYTES } from '../media/media-kind.ts'

/** The Content-Encoding of a body, which was not requested. */
export type Encoding = 'gzip' | 'deflate' | 'br' | 'unknown'

/**
 * Decodes a body. [Note: wrong Content-Encoding] Stores keep the header of an upload with its object, and servers
 * add one that they do not apply: a body that begins like media, or not like gzip, is passed on unchanged. Two
 * forms of deflate are common, with and without the header of zlib (RFC 9110, 8.4.1.2).
 */
export function decoded(body: http.IncomingMessage, encoding: Encoding): Readable {
  return Readable.from(decode(body, encoding))
}

async function* decode(body: http.IncomingMessage, encoding: Encoding): AsyncGenerator<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>
  try {
    let first: Buffer = Buffer.alloc(0)
    let isOver = false
    while (first.length < SNIFF_BYTES && !isOver) {
      const next = await chunks.next()
      isOver = next.done === true
      if (next.done !== true) first = Buffer.concat([first, next.value])
    }
    const decoder = decoderFor(encoding, first)
    const encoded = (async function* () {
      yield first
      for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value
    })()
    if (decoder === null) yield* encoded
    else {
      const source = Readable.from(encoded)
      source.on('error', (error) => decoder.destroy(error))
      yield* source.pipe(decoder)
    }
  } finally {
    body.destroy()
  }
}

/** null: the bytes are not encoded. Throws if they are encoded in an unknown way. */
function decoderFor(encoding: Encoding, first: Buffer): Transform | null {
  if (first.length < 2) return null
  const kind = sniffKind(first)
  if (kind === 'boxes' || kind === 'media') return null
  switch (encoding) {
    case 'gzip':
      return first.readUInt16BE(0) === 0x1f8b ? createGunzip() : null
    case 'deflate':
      return (first.readUInt8(0) & 0x0f) === 8 && first.readUInt16BE(0) % 31 === 0
        ? createInflate()
        : createInflateRaw()
    case 'br':
      return createBrotliDecompress()
    case 'unknown':
      throw Object.assign(new Error('an encoding that is not known'), { code: UNKNOWN_ENCODING })
  }
}
