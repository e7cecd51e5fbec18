import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Source } from '../../contract/download.ts'
import { readPlainText } from '../files/open-file.ts'
import {
  type DescribedEntry,
  describedEntries,
  descriptionKey,
  MAX_DESCRIPTION_BYTES,
  readDescription,
} from './description.ts'
import type { LibraryEntry } from './entry.ts'

/** Descriptions looked at in parallel. */
const AT_ONCE = 32

/**
 * What the descriptions in a folder say about its files. The folder is the truth: files that another machine or
 * another state folder has saved there are found as well as this one's.
 */
export interface DescribedFiles {
  /** Reads the descriptions that are in a folder now. None for a folder that cannot be read. */
  index(folder: string): Promise<FindDescribed>
}

/** The entries of a file that is in the folder, as the descriptions say and of their size. */
export type FindDescribed = (source: Source) => Promise<LibraryEntry[]>

/** Reads each description once, and again only after it has changed. */
export function createDescribedFiles(): DescribedFiles {
  /** By path. */
  const known = new Map<string, { stamp: string; entries: DescribedEntry[] }>()

  const read = async (path: string): Promise<DescribedEntry[]> => {
    try {
      const facts = await lstat(path)
      if (!facts.isFile() || facts.size > MAX_DESCRIPTION_BYTES) return []
      const stamp = `${facts.size} ${facts.mtimeMs}`
      const before = known.get(path)
      if (before?.stamp === stamp) return before.entries
      const found = readDescription(await readPlainText(path, MAX_DESCRIPTION_BYTES))
      const entries = found === null || typeof found === 'string' ? [] : describedEntries(found)
      known.set(path, { stamp, entries })
      return entries
    } catch {
      return []
    }
  }

  return {
    index: async (folder) => {
      const names = await readdir(folder).catch(() => [])
      const paths = names.filter((name) => name.endsWith('.json')).map((name) => join(folder, name))
      const described = new Map<string, DescribedEntry[]>()
      for (let from = 0; from < paths.length; from += AT_ONCE)
        for (const entry of (await Promise.all(paths.slice(from, from + AT_ONCE).map(read))).flat()) {
          const key = descriptionKey(entry.source)
          described.set(key, [...(described.get(key) ?? []), entry])
        }
      return async (source) => {
        const found: LibraryEntry[] = []
        for (const { file, ...entry } of described.get(descriptionKey(source)) ?? []) {
          const path = join(folder, file)
          const there = await lstat(path).catch(() => null)
          if (there?.isFile() === true && there.size === entry.bytes) found.push({ ...entry, source, path })
        }
        return found
      }
    },
  }
}
