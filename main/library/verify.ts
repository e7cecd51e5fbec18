import { createHash } from 'node:crypto'
import type { ErrorCode } from '../../contract/errors.ts'
import { toFailure } from '../../contract/errors.ts'
import { isIncompletePath } from '../media/incomplete-name.ts'
import {
  type DescribedEntry,
  describedEntries,
  MAX_DESCRIPTION_BYTES,
  readDescription,
} from './description.ts'

/**
 * A folder to verify; paths are relative to it, separated by `/`. Each method may reject with an AppError.
 */
export interface SavedFolder {
  /** Every file below it, in order, and the folders that could not be read. */
  walk(): Promise<{ files: { path: string; bytes: number }[]; closed: { path: string; code: ErrorCode }[] }>
  readText(path: string): Promise<string>
  stream(path: string): AsyncIterable<Uint8Array>
}

export interface VerifyReport {
  /** Readable files that have a description. */
  checked: number
  /** Those of them that are unchanged. */
  ok: number
  /**
   * SIZE_MISMATCH, HASH_MISMATCH or the disk error; of a description itself: SIDECAR_DAMAGED, or SIDECAR_NEWER if
   * a later version of the app wrote it.
   */
  damaged: { path: string; reason: ErrorCode | 'SIDECAR_DAMAGED' | 'SIDECAR_NEWER' }[]
  /** Files that have a description but do not exist. */
  missing: string[]
  /** Kept bytes of recordings of which the service had no whole copy: they do not count as saved. */
  incomplete: string[]
  /** Other media without a description: there is nothing to compare with. */
  unknown: string[]
}

export interface VerifyProgress {
  doneBytes: number
  totalBytes: number
  path: string
}

const MEDIA =
  /\.(?:mp4|m4v|m4a|mov|3gp|mp3|aac|wav|ogg|webm|mkv|avi|ts|m2ts|mts|flv|mpe?g|vob|wm[av]|asf|flac|amr|og[av]|opus|mka|3g2|qt)$/i

const UNREADABLE = { damaged: 'SIDECAR_DAMAGED', newer: 'SIDECAR_NEWER' } as const

/**
 * Reads every saved file of a folder again and compares it with its description. Calls `onProgress` after
 * each chunk. Rejects when `signal` aborts, and with the errors of `walk`.
 */
export async function verifyFolder(
  folder: SavedFolder,
  onProgress: (progress: VerifyProgress) => void,
  signal: AbortSignal,
): Promise<VerifyReport> {
  const { files, closed } = await folder.walk()
  const damaged: VerifyReport['damaged'] = closed.map(({ path, code }) => ({ path, reason: code }))
  // Some file systems return decomposed names (HFS+, some shares): names were created as NFC.
  const found = new Map(files.map((file) => [file.path.normalize('NFC'), file]))
  const wanted = new Map<string, DescribedEntry>()
  for (const { path, bytes } of files) {
    if (!path.endsWith('.json') || bytes > MAX_DESCRIPTION_BYTES) continue
    signal.throwIfAborted()
    try {
      const description = readDescription(await folder.readText(path))
      if (typeof description === 'string') damaged.push({ path, reason: UNREADABLE[description] })
      else if (description !== null)
        for (const entry of describedEntries(description))
          wanted.set(beside(path, entry.file).normalize('NFC'), entry)
    } catch (error) {
      damaged.push({ path, reason: toFailure(error).code })
    }
  }

  const there = [...wanted].flatMap(([name, entry]) => {
    const file = found.get(name)
    return file === undefined ? [] : [{ file, entry }]
  })
  let doneBytes = 0
  const totalBytes = there.reduce((sum, { entry }) => sum + entry.bytes, 0)
  let ok = 0
  for (const { file, entry } of there) {
    const { path } = file
    const before = doneBytes
    const reason = await compare(file, entry)
    if (reason === null) ok += 1
    else damaged.push({ path, reason })
    doneBytes = before + entry.bytes
    onProgress({ doneBytes, totalBytes, path })
  }
  const unknown = files
    .map(({ path }) => path)
    .filter((path) => MEDIA.test(path) && !wanted.has(path.normalize('NFC')))
  return {
    checked: there.length,
    ok,
    damaged: damaged.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    missing: [...wanted.keys()].filter((name) => !found.has(name)),
    incomplete: unknown.filter(isIncompletePath),
    unknown: unknown.filter((path) => !isIncompletePath(path)),
  }

  async function compare(
    { path, bytes: bytesThere }: { path: string; bytes: number },
    { bytes, sha256 }: DescribedEntry,
  ): Promise<ErrorCode | null> {
    if (bytesThere !== bytes) return 'SIZE_MISMATCH'
    const hash = createHash('sha256')
    let read = 0
    try {
      for await (const chunk of folder.stream(path)) {
        signal.throwIfAborted()
        hash.update(chunk)
        read += chunk.byteLength
        doneBytes += chunk.byteLength
        onProgress({ doneBytes, totalBytes, path })
      }
    } catch (error) {
      signal.throwIfAborted()
      return toFailure(error).code
    }
    if (read !== bytes) return 'SIZE_MISMATCH'
    return hash.digest('hex') === sha256 ? null : 'HASH_MISMATCH'
  }
}

function beside(path: string, name: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1) + name
}
