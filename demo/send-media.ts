import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { readRange } from './byte-range.ts'
import type { Fault } from './faults.ts'
import type { MediaFile } from './media.ts'

/**
 * Sends a file or the requested range (RFC 9110: Range, If-Range, ETag, Last-Modified), applying the fault.
 * Faults that do not concern the body are handled before this.
 */
export async function sendMedia(
  request: IncomingMessage,
  response: ServerResponse,
  file: MediaFile,
  { fault, bytesPerSecond }: { fault: Fault | null; bytesPerSecond: number | null },
): Promise<void> {
  const isSame = matches(request.headers['if-range'], file)
  const ignoresRange = fault?.kind === 'ignore-range' || !isSame
  const asked = ignoresRange ? ({ kind: 'whole' } as const) : readRange(request.headers.range, file.bytes)
  response.setHeader('Accept-Ranges', 'bytes')
  response.setHeader('ETag', file.etag)
  response.setHeader('Last-Modified', file.lastModified.toUTCString())
  if (asked.kind === 'outside') {
    response.writeHead(416, { 'Content-Range': `bytes */${file.bytes}` }).end()
    return
  }

  const shift = fault?.kind === 'wrong-range' ? fault.shift : 0
  const start = asked.kind === 'piece' ? Math.min(asked.start + shift, file.bytes - 1) : 0
  const end = asked.kind === 'piece' ? asked.end : file.bytes
  response.statusCode = asked.kind === 'piece' ? 206 : 200
  response.setHeader('Content-Type', file.contentType)
  if (asked.kind === 'piece' && fault?.kind !== 'no-range-header')
    response.setHeader('Content-Range', `bytes ${start}-${end - 1}/${file.bytes}`)
  if (fault?.kind !== 'no-length') response.setHeader('Content-Length', end - start)
  if (request.method === 'HEAD') {
    response.end()
    return
  }

  const limit = fault?.kind === 'cut' || fault?.kind === 'stall' ? fault.afterBytes : Infinity
  const flip = fault?.kind === 'wrong-bytes' && asked.kind === 'piece'
  const isWhole = await sendBytes(response, file.read(start, end), { limit, bytesPerSecond, flip })
  if (isWhole) response.end()
  else if (fault?.kind === 'cut') response.socket?.destroySoon()
  // A stalled response stays open until the client disconnects or the service is closed.
}

/** Returns false if it stopped before the end, at the limit or because the client disconnected. */
async function sendBytes(
  response: ServerResponse,
  chunks: Iterable<Buffer>,
  options: { limit: number; bytesPerSecond: number | null; flip: boolean },
): Promise<boolean> {
  const { limit, bytesPerSecond, flip } = options
  const startedAt = Date.now()
  let sent = 0
  if (limit === 0) response.flushHeaders()
  for (const chunk of chunks) {
    for (const piece of piecesOf(chunk, bytesPerSecond)) {
      if (sent >= limit) return false
      const part = piece.subarray(0, Math.min(piece.length, limit - sent))
      sent += part.length
      if (!(await write(response, flip ? flipped(part) : part))) return false
      if (bytesPerSecond !== null)
        await sleep(Math.max(0, startedAt + (sent / bytesPerSecond) * 1000 - Date.now()))
    }
  }
  return sent < limit || limit === Infinity
}

/** Resolves when the bytes have been written; to false when the client has disconnected. */
function write(response: ServerResponse, bytes: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    if (response.destroyed) return resolve(false)
    const onClose = () => resolve(false)
    response.once('close', onClose)
    response.write(bytes, (error) => {
      response.off('close', onClose)
      resolve(error === undefined || error === null)
    })
  })
}

/** A throttled response is written in tenths of a second. */
function* piecesOf(chunk: Buffer, bytesPerSecond: number | null): Generator<Buffer> {
  const step = bytesPerSecond === null ? chunk.length : Math.max(1, Math.ceil(bytesPerSecond / 10))
  for (let at = 0; at < chunk.length; at += step) yield chunk.subarray(at, at + step)
}

function flipped(bytes: Buffer): Buffer {
  return bytes.map((byte) => byte ^ 0xff) as Buffer
}

/** If-Range: no header, our strong ETag or our exact date. */
function matches(ifRange: string | string[] | undefined, file: MediaFile): boolean {
  return ifRange === undefined || ifRange === file.etag || ifRange === file.lastModified.toUTCString()
}
