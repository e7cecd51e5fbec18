import type { LibrarySelection } from '../../contract/library.ts'
import { breather } from '../breathe.ts'
import type { Items } from './items.ts'
import { matcherOf } from './search.ts'

/** What these items take together, and which of them a search does not show; in small steps. */
export async function summaryOf(
  items: Items,
  { keys, search }: { keys: readonly string[]; search: string },
): Promise<LibrarySelection> {
  const breathe = breather()
  const isShown = matcherOf(search)
  const summary: LibrarySelection = { items: 0, bytes: 0, hidden: [] }
  for (const key of new Set(keys)) {
    const item = items.get(key)
    if (item === undefined) continue
    summary.items += 1
    summary.bytes += item.sum
    if (!isShown(item)) summary.hidden.push(key)
    await breathe()
  }
  return summary
}
