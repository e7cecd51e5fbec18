import { realpath } from 'node:fs/promises'
import { dirname, relative, isAbsolute, sep } from 'node:path'
import { askDisk } from '../files/ask-disk.ts'
import type { FindDescribed } from '../library/described-files.ts'
import type { LibraryEntry } from '../library/entry.ts'
import type { Library } from '../library/library.ts'
import type { Queued } from './queued.ts'
import type { DownloadRequest } from './download-requests.ts'

/**
 * Where a requested file is saved already: `here`, in the folder it is requested for or below it, by the
 * library or by the descriptions there, or `elsewhere`. A file whose description contradicts what the service says now
 * is another version, and is not the requested one; nor is one that was found damaged: the requested file is then its
 * `replacement`.
 */
export async function findSaved(
  { source, expected }: Pick<DownloadRequest, 'source' | 'expected'>,
  folder: string,
  library: Pick<Library, 'find' | 'add'>,
  inFolder: FindDescribed,
): Promise<{ here: LibraryEntry | null; elsewhere: LibraryEntry | null; isReplacement: boolean }> {
  const known = await library.find(source)
  const entry = known?.damagedAt == null ? known : null
  if (entry !== null && (await isBelow(folder, entry.path)))
    return { here: entry, elsewhere: null, isReplacement: false }
  const all = await inFolder(source)
  const found = all.find((one) => isExpected(one, expected) && (entry !== null || one.path !== known?.path))
  if (found !== undefined) {
    await library.add(found)
    return { here: found, elsewhere: null, isReplacement: false }
  }
  return {
    here: null,
    elsewhere: entry !== null && isExpected(entry, expected) ? entry : null,
    isReplacement: all.length > 0 || known?.damagedAt != null,
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
