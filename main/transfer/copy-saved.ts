import { readPlain } from '../files/open-file.ts'
import type { PartFile } from './part-file.ts'

/** The same file, saved in another folder. */
export interface SavedCopy {
  path: string
  bytes: number
  sha256: string
}

/**
 * Fills the part file from the same file in another folder, and verifies it as it passes through. false: that
 * file is gone or is not what was saved there, and the part file is as if nothing had been copied: it has to
 * be downloaded. Throws the errors of the part file, and when `signal` aborts.
 */
export async function copySaved(
  { path, bytes, sha256 }: SavedCopy,
  part: PartFile,
  signal: AbortSignal,
  onProgress: (received: number, total: number) => void,
): Promise<boolean> {
  const nothing = { total: null, etag: null, lastModified: null }
  const chunks = readPlain(path)
  const read = () => chunks.next().catch(() => 'unreadable' as const)
  try {
    let next = await read()
    // What was downloaded of it before is still good.
    if (next === 'unreadable') return false
    await part.begin({ ...nothing, total: bytes })
    while (next !== 'unreadable' && next.done !== true && part.written() <= bytes) {
      signal.throwIfAborted()
      await part.append([next.value])
      onProgress(part.written(), bytes)
      next = await read()
    }
    const isRead = next !== 'unreadable' && next.done === true
    if (isRead && part.written() === bytes && (await part.digest(signal)) === sha256) return true
  } finally {
    await chunks.return(undefined)
  }
  await part.begin(nothing)
  return false
}
