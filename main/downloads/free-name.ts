import { join } from 'node:path'
import { withDiskErrors } from '../files/disk-error.ts'
import { identityOfJournal, partPath, readJournal } from '../transfer/journal.ts'
import { exists, withSuffix } from '../files/final-name.ts'

/**
 * The name, or its first withSuffix variant, that is free: not used in the queue (compared as Windows and
 * macOS compare), no final file of that name, no unfinished file of another identity. After a crash this
 * finds a download's own unfinished file again.
 */
export async function freeFileName(
  folder: string,
  fileName: string,
  identity: string,
  taken: ReadonlySet<string>,
): Promise<string> {
  const folded = new Set([...taken].map((name) => name.normalize('NFC').toLowerCase()))
  for (let n = 1; ; n += 1) {
    const candidate = withSuffix(fileName, n)
    if (folded.has(candidate.normalize('NFC').toLowerCase())) continue
    const path = join(folder, candidate)
    if (await withDiskErrors(path, () => isFreeFor(path, identity))) return candidate
  }
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
