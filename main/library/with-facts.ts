import { lstat, realpath } from 'node:fs/promises'
import { askDisk } from '../files/ask-disk.ts'
import type { LibraryEntry } from './entry.ts'
import type { Found } from './saved-state.ts'

/** An entry with what the disk says of its file now; 'nothing' also for a file that cannot be looked at. */
export async function withFacts(entry: LibraryEntry): Promise<{ entry: LibraryEntry; found: Found }> {
  const [real, facts] = await Promise.all([
    askDisk(entry.path, () => realpath(entry.path)).catch(() => entry.path),
    askDisk(entry.path, () => lstat(entry.path)).catch(() => null),
  ])
  const known = real === entry.path ? entry : { ...entry, realPath: real }
  if (facts === null) return { entry: known, found: 'nothing' }
  const { size, mtimeMs } = facts
  return { entry: { ...known, modifiedMs: mtimeMs }, found: { isFile: facts.isFile(), size, mtimeMs } }
}
