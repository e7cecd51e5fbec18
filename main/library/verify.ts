import { createHash } from 'node:crypto'
import type { ErrorCode } from '../../contract/errors.ts'
import { toFailure } from '../../contract/errors.ts'
import { isIncompletePath } from '../media/incomplete-name.ts'
import type { DescribedEntry } from './description.ts'
import { byName, readFolder, type SavedFolder } from './read-folder.ts'

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
  /** Unchanged files whose description could not be given the time, as in a read-only archive; missing if none. */
  notWritten?: number
}

/** What reading a file whole has found; damaged: it has its size, and other bytes. */
export type ReadOutcome = 'verified' | 'damaged'

/**
 * Writes into the description at `path` what was found of these of its files at `at` (ISO). false: it could not be
 * written.
 */
export type NoteOutcome = (
  path: string,
  files: DescribedEntry[],
  at: string,
  outcome: ReadOutcome,
) => Promise<boolean>

export interface VerifyProgress {
  doneBytes: number
  totalBytes: number
  path: string
}

const MEDIA =
  /\.(?:mp4|m4v|m4a|mov|3gp|mp3|aac|wav|ogg|webm|mkv|avi|ts|m2ts|mts|flv|mpe?g|vob|wm[av]|asf|flac|amr|og[av]|opus|mka|3g2|qt)$/i

/** Whether the name of a file is that of a film or a sound. */
export function isMedia(path: string): boolean {
  return MEDIA.test(path)
}

const NAMES = { damaged: 'SIDECAR_DAMAGED', newer: 'SIDECAR_NEWER' } as const

/**
 * Reads every saved file of a folder again and compares it with its description. Calls `onProgress` after
 * each chunk, and `noteOutcome` after the files of each description. Rejects when `signal` aborts, and with the errors
 * of `folders`.
 */
export async function verifyFolder(
  folder: SavedFolder,
  onProgress: (progress: VerifyProgress) => void,
  signal: AbortSignal,
  noteOutcome: NoteOutcome = async () => true,
): Promise<VerifyReport> {
  const { files, closed, described, unreadable } = await readFolder(folder, signal)
  const damaged: VerifyReport['damaged'] = [
    ...closed.map(({ path, code }) => ({ path, reason: code })),
    ...unreadable.map(({ path, reason }) => ({
      path,
      reason: NAMES[reason as keyof typeof NAMES] ?? reason,
    })),
  ]
  const found = byName(files)
  const wanted = new Map(described.map((one) => [one.path, one]))

  const there = [...wanted.values()].flatMap(({ path, entry, description }) => {
    const file = found.get(path)
    return file === undefined ? [] : [{ file, entry, description }]
  })
  let doneBytes = 0
  const totalBytes = there.reduce((sum, { entry }) => sum + entry.bytes, 0)
  let ok = 0
  /** Files of the description that is being verified. */
  let intact: DescribedEntry[] = []
  let other: DescribedEntry[] = []
  let notWritten = 0
  for (const [n, { file, entry, description }] of there.entries()) {
    const { path, modifiedMs } = file
    const before = doneBytes
    const reason = await compare(file, entry)
    if (reason === null) {
      ok += 1
      intact.push({ ...entry, modifiedMs })
    } else {
      damaged.push({ path, reason })
      if (reason === 'HASH_MISMATCH') other.push({ ...entry, modifiedMs })
    }
    doneBytes = before + entry.bytes
    onProgress({ doneBytes, totalBytes, path })
    if (there[n + 1]?.description === description) continue
    const at = new Date().toISOString()
    if (intact.length > 0 && !(await noteOutcome(description, intact, at, 'verified')))
      notWritten += intact.length
    if (other.length > 0) await noteOutcome(description, other, at, 'damaged')
    intact = []
    other = []
  }
  const unknown = files
    .map(({ path }) => path)
    .filter((path) => isMedia(path) && !wanted.has(path.normalize('NFC')))
  return {
    checked: there.length,
    ok,
    damaged: damaged.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    missing: [...wanted.keys()].filter((name) => !found.has(name)),
    incomplete: unknown.filter(isIncompletePath),
    unknown: unknown.filter((path) => !isIncompletePath(path)),
    ...(notWritten === 0 ? {} : { notWritten }),
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
