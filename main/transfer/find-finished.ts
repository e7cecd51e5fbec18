import { createHash } from 'node:crypto'
import { lstat, unlink } from 'node:fs/promises'
import { partPath, readJournal, removeJournal } from './journal.ts'
import { EXTENSIONS } from '../media/media-kind.ts'
import { exists, isSameFile, withSuffix } from '../files/final-name.ts'
import { readPlain } from '../files/open-file.ts'

export interface FinishedFile {
  path: string
  bytes: number
  sha256: string
}

/**
 * Finds a file after a crash between its final name and the library entry: the journal is sealed, and one of
 * the possible names has a file with the sealed SHA-256. The part file is gone, or is that same file under its
 * second name, which is then removed: no part file that is also a saved file is ever opened for writing. null:
 * none.
 */
export async function findFinished(job: {
  identity: string
  finalPath: string
  needsExtension: boolean
}): Promise<FinishedFile | null> {
  const { identity, finalPath, needsExtension } = job
  const journal = await readJournal(finalPath, identity)
  if (journal === null || journal === 'unusable' || journal.sha256 === null) return null
  const { sha256, durable } = journal
  const part = partPath(finalPath)
  const hasPart = await exists(part)
  for (const extension of needsExtension ? [...EXTENSIONS, ''] : [''])
    for (let n = 1; ; n += 1) {
      const path = withSuffix(finalPath + extension, n)
      const found = await lstat(path).catch(() => null)
      if (found === null) break
      if (!found.isFile() || found.size !== durable) continue
      if (hasPart && !(await isSameFile(part, path))) continue
      if ((await sha256OfFile(path)) !== sha256) continue
      if (hasPart) await unlink(part)
      return { path, bytes: durable, sha256 }
    }
  return null
}

/**
 * Removes the journal that a crash between the library entry and the removal of the journal leaves behind.
 */
export async function removeFinishedJournal(finalPath: string, identity: string): Promise<void> {
  const journal = await readJournal(finalPath, identity)
  if (journal === null || journal === 'unusable' || journal.sha256 === null) return
  if (!(await exists(partPath(finalPath)))) await removeJournal(finalPath)
}

async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of readPlain(path)) hash.update(chunk)
  return hash.digest('hex')
}
