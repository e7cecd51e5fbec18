export interface Page<T> {
  rows: T[]
  /** Rows the page had, usable or not. */
  size: number
  /** Total the service names; null when it names none. */
  count: number | null
}

/** A service that never ends its list is not followed further than this. */
const MAX_PAGES = 1000

/**
 * [Note: paging] Every row of a paged list, once each. The recordings' offset is a record in one page of the
 * documentation and a page index in another (from 0, or from 1 as one text has it): it is taken for a record first,
 * and for a page index when rows are missing after that. An offset past the end of the other lists brings the last page again. So rows are told apart
 * by id, and what ends a walk is the count, an empty page, or a page that is the one before it. When the count
 * shrinks on the way, rows have moved up behind our back: the walk goes back as far as they can have moved.
 */
export async function allPages<T>(
  pageSize: number,
  idOf: (row: T) => string,
  ask: (offset: number) => Promise<Page<T>>,
): Promise<{ rows: T[]; count: number | null }> {
  const rows = new Map<string, T>()
  let count: number | null = null
  let pages = 0
  let hasShrunk = false

  const take = async (offset: number) => {
    pages += 1
    const page = await ask(offset)
    const before = count
    for (const row of page.rows) if (!rows.has(idOf(row))) rows.set(idOf(row), row)
    count = page.count ?? count
    const gone = before === null || count === null ? 0 : Math.max(0, before - count)
    if (gone > 0) hasShrunk = true
    return { size: page.size, gone, ids: page.rows.map(idOf).join('\n') }
  }

  // After a shrink, rows that are gone stand among ours and the count proves nothing.
  const hasAll = (): boolean => !hasShrunk && count !== null && rows.size >= count

  /**
   * `unit`: rows between two neighbouring offsets; `step`: how far `at` moves for a page of `size` rows; `lowest`:
   * the highest offset that the first row may have.
   */
  const walk = async (
    from: number,
    unit: number,
    step: (size: number) => number,
    lowest: 0 | 1,
  ): Promise<void> => {
    let last: string | null = null
    let at = from
    const isAtEnd = (): boolean =>
      pages >= MAX_PAGES || hasAll() || (count !== null && (at - lowest) * unit >= count)
    while (!isAtEnd()) {
      const { size, gone, ids } = await take(at)
      if (gone > 0) {
        at = Math.max(0, at - Math.ceil(gone / unit))
        last = null
        continue
      }
      if (size === 0 || (ids === last && at > lowest)) return
      last = ids
      at += step(size)
    }
  }

  const first = await take(0)
  const isWhole = first.size === 0 || (count === null && first.size < pageSize)
  if (!isWhole) {
    await walk(first.size, 1, (size) => size, 0)
    // Some servers give fewer rows than asked for: a page is what they give.
    if (!hasAll() && (hasShrunk || count !== null || rows.size <= first.size))
      await walk(hasShrunk ? 0 : 1, first.size, () => 1, 1)
  }
  return { rows: [...rows.values()], count }
}
