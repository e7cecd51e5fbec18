import { lstat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { toDiskError } from '../files/disk-error.ts'
import { openPlain } from '../files/open-file.ts'
import type { LibraryEntry } from './entry.ts'
import type { FolderProgress } from './folder-work.ts'
import type { Library } from './library.ts'
import { moveDescription } from './move-description.ts'
import { savedFolder } from './saved-folder.ts'
import { readWhole } from './verify-file.ts'

interface Candidate {
  path: string
  bytes: number
}

export interface LocateOptions {
  now: () => Date
  /** Ends it: what was found until then stays. */
  signal: AbortSignal
  onProgress: (progress: FolderProgress) => void
}

/**
 * Looks for saved files that were moved: at `picked`, a file or a folder with all below it. A file is taken only if it
 * has the size and the SHA-256 of the one that was saved; what its description says comes along. Nothing is moved.
 * Resolves to the number of files found. Rejects with FOLDER_MISSING and similar errors.
 */
export async function locateFiles(
  library: Pick<Library, 'add'>,
  entries: readonly LibraryEntry[],
  picked: string,
  { now, signal, onProgress }: LocateOptions,
): Promise<{ found: number; isStopped: boolean }> {
  const progress = { read: 0, bytes: 0, found: 0 }
  const tell = (more: Partial<FolderProgress>): void => onProgress({ ...Object.assign(progress, more) })
  try {
    const onFile = (): void => tell({ read: progress.read + 1 })
    const candidates = await candidatesAt(picked, new Set(entries.map(({ bytes }) => bytes)), signal, onFile)
    const onBytes = (bytes: number): void => tell({ bytes: progress.bytes + bytes })
    for (const entry of entries) {
      const path = await findSame(entry, candidates, signal, onBytes)
      if (path === null) continue
      // A folder that cannot be written to: the file is found all the same.
      await moveDescription(entry.path, path).catch(() => undefined)
      const { realPath: _, modifiedMs: __, ...facts } = entry
      await library.add({ ...facts, path, verifiedAt: now().toISOString(), damagedAt: null })
      tell({ found: progress.found + 1 })
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
  return { found: progress.found, isStopped: signal.aborted }
}

/** The files at this place that have one of these sizes. */
async function candidatesAt(
  picked: string,
  sizes: ReadonlySet<number>,
  signal: AbortSignal,
  onFile: () => void,
): Promise<Candidate[]> {
  try {
    const facts = await lstat(picked)
    if (!facts.isDirectory()) return [{ path: picked, bytes: facts.size }]
  } catch (error) {
    throw toDiskError(error, picked)
  }
  const found: Candidate[] = []
  for await (const { files } of savedFolder(picked).folders(signal))
    for (const { path, bytes } of files) {
      onFile()
      if (sizes.has(bytes)) found.push({ path: join(picked, ...path.split('/')), bytes })
    }
  return found
}

/** The path of the file with this content; those of the same name first. */
async function findSame(
  entry: LibraryEntry,
  candidates: readonly Candidate[],
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<string | null> {
  const name = basename(entry.path).normalize('NFC')
  const isNamed = ({ path }: Candidate): boolean => basename(path).normalize('NFC') === name
  const ofSize = candidates.filter(({ bytes }) => bytes === entry.bytes)
  for (const { path } of [...ofSize.filter(isNamed), ...ofSize.filter((one) => !isNamed(one))])
    if ((await sha256At(path, signal, onBytes)) === entry.sha256) return path
  return null
}

/** null: it is a link, or cannot be read. */
async function sha256At(
  path: string,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<string | null> {
  const file = await openPlain(path, 'read').catch(() => null)
  if (file === null) return null
  const read = await readWhole(file, async (bytes) => onBytes(bytes), signal)
  return read === null || read.isOther ? null : read.sha256
}
