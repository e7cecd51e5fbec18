import { realpath } from 'node:fs/promises'
import { dirname, relative, isAbsolute, sep } from 'node:path'
import { askDisk } from '../files/ask-disk.ts'
import { checkSaved } from '../library/check-saved.ts'
import type { FindDescribed } from '../library/described-files.ts'
import type { LibraryEntry } from '../library/entry.ts'
import type { Library } from '../library/library.ts'
import { isSetAside } from '../library/set-aside.ts'
import type { Queued } from './queued.ts'
import type { DownloadRequest } from './download-requests.ts'

export interface FoundSaved {
  /** In the folder it is requested for or below it, by the library or by the descriptions there; whole. */
  here: LibraryEntry | null
  /** In another folder. */
  elsewhere: LibraryEntry | null
  /** The requested file replaces a version, or a damaged file, that is there. */
  isReplacement: boolean
  /** In the folder, and damaged: under their names, so that the requested file cannot have those. */
  damaged: LibraryEntry[]
}

/**
 * Where a requested file is saved already. A file whose description contradicts what the service says now is another
 * version, and is not the requested one; nor is a damaged one. A file whose time has changed is read to find out.
 * Rejects with DISK_GONE if the disk of the folder does not answer.
 */
export async function findSaved(
  { source, expected }: Pick<DownloadRequest, 'source' | 'expected'>,
  folder: string,
  library: Pick<Library, 'find' | 'add' | 'update'>,
  inFolder: FindDescribed,
): Promise<FoundSaved> {
  const known = await library.find(source)
  const isKnownHere = known !== null && (await isBelow(folder, known.path))
  const damaged: LibraryEntry[] = []
  const isWhole = async (entry: LibraryEntry): Promise<boolean> => {
    const content = await checkSaved(library, entry)
    if (content === 'damaged' && !isSetAside(entry.path)) damaged.push(entry)
    return content === 'whole'
  }
  if (isKnownHere && (await isWhole(known)))
    return { here: known, elsewhere: null, isReplacement: false, damaged: [] }
  const all = await inFolder(source)
  for (const one of all) {
    if (!isExpected(one, expected) || one.path === known?.path || !(await isWhole(one))) continue
    await library.add(one)
    return { here: one, elsewhere: null, isReplacement: false, damaged: [] }
  }
  const isElsewhere = known !== null && !isKnownHere && known.damagedAt == null && isExpected(known, expected)
  return {
    here: null,
    elsewhere: isElsewhere ? known : null,
    isReplacement: all.length > 0 || damaged.length > 0 || known?.damagedAt != null,
    damaged,
  }
}

export function copyOf(entry: LibraryEntry | null): Queued['copyFrom'] {
  return entry === null ? null : { path: entry.path, bytes: entry.bytes, sha256: entry.sha256 }
}

/** Whether a saved file is the one that the service has now, as far as it says so. */
export function isExpected(
  { bytes, sha256 }: Pick<LibraryEntry, 'bytes' | 'sha256'>,
  expected: Pick<DownloadRequest['expected'], 'bytes' | 'sha256'>,
): boolean {
  if (expected.bytes !== null && expected.bytes !== bytes) return false
  return expected.sha256 === null || expected.sha256.toLowerCase() === sha256.toLowerCase()
}

/** Also over another path to the same folder: a link, another spelling. */
export async function isBelow(folder: string, path: string): Promise<boolean> {
  try {
    const realPathOf = (one: string): Promise<string> => askDisk(one, () => realpath(one))
    const [top, at] = await Promise.all([realPathOf(folder), realPathOf(dirname(path))])
    const between = relative(top, at)
    return between === '' || !(isAbsolute(between) || between === '..' || between.startsWith(`..${sep}`))
  } catch {
    return false
  }
}
