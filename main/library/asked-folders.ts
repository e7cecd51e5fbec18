import type { Source } from '../../contract/download.ts'
import { createDescribedFiles, type FindDescribed } from './described-files.ts'
import type { LibraryEntry } from './entry.ts'

/** Part of the time that reading the descriptions of a folder may take, however large it is. */
const SHARE = 1 / 20

/**
 * The saved files of a source in a folder; `path` is where it would be saved. What is described at that place is
 * always read now, because another machine may just have saved it under the same name.
 */
export type AskFolder = (source: Source, path: string) => Promise<LibraryEntry[]>

/**
 * Asks folders which files they have before each download. Reading all descriptions of a large archive takes
 * seconds, and an order asks once for each of its recordings: what was read is used again for a time that grows
 * with what reading it took. The files that this process saves meanwhile are in the library.
 *
 * @param now in ms
 */
export function createAskedFolders(
  described = createDescribedFiles(),
  now: () => number = () => performance.now(),
): { ask(folder: string): Promise<AskFolder> } {
  const read = new Map<string, { until: number; find: FindDescribed }>()

  const findIn = async (folder: string): Promise<FindDescribed> => {
    const before = read.get(folder)
    if (before !== undefined && now() < before.until) return before.find
    const from = now()
    const find = await described.index(folder)
    read.set(folder, { until: now() + (now() - from) / SHARE, find })
    return find
  }

  return {
    ask: async (folder) => {
      const find = await findIn(folder)
      return async (source, path) => {
        const there = await described.at(path, source)
        return there.length > 0 ? there : await find(source)
      }
    },
  }
}
