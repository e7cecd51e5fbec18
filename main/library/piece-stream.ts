import type { FileHandle } from 'node:fs/promises'

const CHUNK_BYTES = 256 * 1024

/**
 * The bytes from `start` up to `end` (exclusive) of an open file, read on demand. The file is closed at the
 * end, when a read fails, and when the reader cancels.
 *
 * Not `Readable.toWeb()`: there, a chunk that arrives after the reader has cancelled throws an exception that
 * no caller can catch (node#64529), and a player cancels on every seek.
 */
export function pieceStream(
  file: Pick<FileHandle, 'read' | 'close'>,
  start: number,
  end: number,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = start
  let isCancelled = false
  const next = async (): Promise<Uint8Array<ArrayBuffer>> => {
    const size = Math.min(CHUNK_BYTES, end - at)
    const { buffer, bytesRead } = await file.read(new Uint8Array(size), 0, size, at)
    if (bytesRead === 0) throw new Error('the file is shorter than it was')
    at += bytesRead
    return buffer.subarray(0, bytesRead)
  }
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const chunk = await next()
          if (isCancelled) return
          controller.enqueue(chunk)
          if (at < end) return
          controller.close()
        } catch (error) {
          await file.close()
          throw error
        }
        await file.close()
      },
      async cancel() {
        isCancelled = true
        // Waits for pending reads (Node: filehandle.close).
        await file.close()
      },
    },
    // No read-ahead: the next request may be for another range.
    { highWaterMark: 0 },
  )
}
