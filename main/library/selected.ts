import type { LibrarySelection, LibrarySelectionQuery } from '../../contract/library.ts'
import { breather } from '../breathe.ts'
import type { Items } from './items.ts'
import type { OnlyCopies } from './only-copies.ts'
import { matcherOf } from './search.ts'

/** What these items take together, and which of them a search does not show; in small steps. */
export async function summaryOf(
  items: Items,
  { keys, search, show }: LibrarySelectionQuery,
  onlyCopies: Pick<OnlyCopies, 'has'>,
): Promise<LibrarySelection> {
  const breathe = breather()
  const isMatch = matcherOf(search)
  const summary: LibrarySelection = { items: 0, bytes: 0, hidden: [] }
  for (const key of new Set(keys)) {
    const item = items.get(key)
    if (item === undefined) continue
    summary.items += 1
    summary.bytes += item.sum
    const isShown = isMatch(item) && (show !== 'onlyCopies' || onlyCopies.has(key))
    if (!isShown) summary.hidden.push(key)
    await breathe()
  }
  return summary
}
