import type { FileHandle } from 'node:fs/promises'

/** writev may write fewer bytes than given (when a disk is about to fill up): write the rest. */
export async function writeFully(
  handle: FileHandle,
  chunks: Uint8Array[],
  size: number,
  position: number,
): Promise<void> {
  const { bytesWritten } = await handle.writev(chunks, position)
  if (bytesWritten === size) return
  const rest = Buffer.concat(chunks).subarray(bytesWritten)
  for (let done = 0; done < rest.length;) {
    const { bytesWritten: more } = await handle.write(
      rest,
      done,
      rest.length - done,
      position + bytesWritten + done,
    )
    if (more === 0) throw Object.assign(new Error('no byte could be written'), { code: 'ENOSPC' })
    done += more
  }
}
