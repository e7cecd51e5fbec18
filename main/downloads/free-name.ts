import { join } from 'node:path'
import type { Download } from '../../contract/download.ts'
import { type Failure, toFailure } from '../../contract/errors.ts'
import { askDisk } from '../files/ask-disk.ts'
import { withDiskErrors } from '../files/disk-error.ts'
import { identityOfJournal, partPath, readJournal } from '../transfer/journal.ts'
import { exists, withSuffix } from '../files/final-name.ts'

/**
 * The name, or its first withSuffix variant, that is free: not `taken` (a set of {@link comparableName}s), no final file of that name, no unfinished file of another identity. After a crash this
 * finds a download's own unfinished file again.
 */
export async function freeFileName(
  folder: string,
  fileName: string,
  identity: string,
  taken: Pick<ReadonlySet<string>, 'has'>,
): Promise<string> {
  for (let n = 1; ; n += 1) {
    const candidate = withSuffix(fileName, n)
    if (taken.has(comparableName(candidate))) continue
    const path = join(folder, candidate)
    if (await withDiskErrors(path, () => askDisk(path, () => isFreeFor(path, identity)))) return candidate
  }
}

/** Equal for names that Windows or macOS treat as the same. */
export const comparableName = (name: string): string => name.normalize('NFC').toLowerCase()

/** Failures of a folder, which all its files have; any other belongs to the one name. */
const OF_THE_FOLDER: ReadonlySet<string> = new Set(['FOLDER_MISSING', 'DISK_GONE', 'DISK_FULL', 'NO_INODES'])

/**
 * A free name as {@link freeFileName}, or the name that the folder refused and why: that file fails alone.
 * Rejects if the folder itself is the reason.
 */
export async function findFileName(
  ...[folder, fileName, identity, taken]: Parameters<typeof freeFileName>
): Promise<{ fileName: string; failure: Failure | null }> {
  try {
    return { fileName: await freeFileName(folder, fileName, identity, taken), failure: null }
  } catch (error) {
    const failure = toFailure(error)
    // A file has the name of one of the file's own folders; a folder to save to that is gone is found later.
    if (failure.code === 'FOLDER_MISSING' && fileName.includes('/'))
      return { fileName, failure: { ...failure, code: 'NAME_REFUSED' } }
    if (OF_THE_FOLDER.has(failure.code)) throw error
    return { fileName, failure }
  }
}

/** Failed for its name alone: a new request may have another name, or another folder. */
export function wasRefusedByName({ state, failure }: Pick<Download, 'state' | 'failure'>): boolean {
  return state === 'failed' && (failure?.code === 'PATH_TOO_LONG' || failure?.code === 'NAME_REFUSED')
}

async function isFreeFor(path: string, identity: string): Promise<boolean> {
  const journal = await readJournal(path, identity)
  // Our own, finished or not: the transfer determines which.
  if (journal !== null && journal !== 'unusable') return true
  if (await exists(path)) return false
  // The transfer quarantines an unreadable journal; one of another file belongs to that file.
  return journal === null || !(await isOfAnotherFile(path, identity))
}

async function isOfAnotherFile(path: string, identity: string): Promise<boolean> {
  const found = await identityOfJournal(path)
  return found !== null && found !== identity && (await exists(partPath(path)))
}
