import type { Source } from '../../contract/download.ts'
import { itemKey } from './index-line.ts'
import { savedIdOf } from './saved-id.ts'

/** Files of several times the rows that a page holds; those asked for longest ago are forgotten first. */
const MOST = 100_000

/** The items of saved files by their ids, of those that the page was given: it can name no others. */
export interface KnownIds {
  note(source: Source, id?: string): void
  forget(sources: readonly Source[]): void
  /** The key of the item of the file with this id; null for one that the page was not given. */
  itemOf(id: string): string | null
}

export function createKnownIds(most = MOST): KnownIds {
  const items = new Map<string, string>()
  return {
    note: (source, id = savedIdOf(source)) => {
      items.delete(id)
      items.set(id, itemKey(source))
      const [oldest] = items.keys()
      if (items.size > most && oldest !== undefined) items.delete(oldest)
    },
    forget: (sources) => sources.forEach((source) => items.delete(savedIdOf(source))),
    itemOf: (id) => items.get(id) ?? null,
  }
}
