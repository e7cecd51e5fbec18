import { lstat, unlink } from 'node:fs/promises'
import { join, parse } from 'node:path'
import { noteOfFile, sha256OfFile } from './finish.ts'
import { partPath, readJournal, removeJournal } from './journal.ts'
import { CONTAINER_EXTENSIONS, EXTENSIONS } from '../media/media-kind.ts'
import type { Expected } from './verify.ts'
import { acquireLock, lockPath } from '../files/file-lock.ts'
import { exists, isSameFile, withSuffix } from '../files/final-name.ts'

export interface FinishedFile {
  path: string
  bytes: number
  sha256: string
  note: string | null
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
  expected?: Pick<Expected, 'kind'>
}): Promise<FinishedFile | null> {
  const { identity, finalPath } = job
  const journal = await readJournal(finalPath, identity)
  if (journal === null || journal === 'unusable' || journal.sha256 === null) return null
  const { sha256, durable } = journal
  const part = partPath(finalPath)
  const hasPart = await exists(part)
  for (const candidate of possibleNames(job))
    for (let n = 1; ; n += 1) {
      const path = withSuffix(candidate, n)
      const found = await lstat(path).catch(() => null)
      if (found === null) break
      if (!found.isFile() || found.size !== durable) continue
      if (hasPart && !(await isSameFile(part, path))) continue
      if ((await sha256OfFile(path)) !== sha256) continue
      if (hasPart) await unlink(part)
      return { path, bytes: durable, sha256, note: await noteOfFile(path, job) }
    }
  return null
}

/** The names that its content may have given the file. */
function possibleNames({
  finalPath,
  needsExtension,
}: {
  finalPath: string
  needsExtension: boolean
}): string[] {
  if (needsExtension) return [...EXTENSIONS, ''].map((extension) => finalPath + extension)
  const { dir, name } = parse(finalPath)
  return [finalPath, ...CONTAINER_EXTENSIONS.map((extension) => join(dir, name + extension))]
}

/**
 * Removes the journal and the lock that a crash leaves behind between the final name and their removal. Resolves to
 * whether there was such a journal.
 */
export async function removeFinishedJournal(finalPath: string, identity: string): Promise<boolean> {
  const part = partPath(finalPath)
  if (await exists(lockPath(part))) await (await acquireLock(part))?.unlock()
  const journal = await readJournal(finalPath, identity)
  if (journal === null || journal === 'unusable' || journal.sha256 === null) return false
  if (await exists(part)) return false
  await removeJournal(finalPath)
  return true
}
