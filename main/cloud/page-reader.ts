export interface ListPage<T> {
  rows: T[]
  /** Rows in the page, valid or not. */
  size: number
  /** Total according to the service; null if it gives none. */
  count: number | null
}

export interface PageResult<T> {
  /** Rows that no earlier page contained. */
  rows: T[]
  /** Latest total according to the service; null if it gives none. */
  count: number | null
  isEnd: boolean
}

/** Stops at this many pages if the service never ends its list. */
const MAX_PAGES = 1000

/** Reads a list one page at a time, sequentially; a failed step can be retried. */
export interface PageReader<T> {
  /** Reads the next new rows, or the end. */
  next(): Promise<PageResult<T>>
}

/**
 * [Note: paging] Every row of a paged list, once each. In the documentation, the recordings' offset is a
 * record index on one page and a page index on another (from 0, or from 1 in one text): it is taken as a
 * record index first, and as a page index if rows are missing after that. An offset past the end of the other
 * lists returns the last page again. So rows are deduplicated by id, and the list ends at the count, at an
 * empty page, or at a page equal to the one before it. When the count shrinks while reading, rows have moved
 * up behind the reader: it goes back as far as they can have moved. When the count grows, new rows are
 * usually at the start: the start is read again.
 */
export function createPageReader<T>(
  pageSize: number,
  idOf: (row: T) => string,
  ask: (offset: number) => Promise<ListPage<T>>,
): PageReader<T> {
  const seen = new Set<string>()
  const route = offsetsToVisit(pageSize)
  let at = route.next()
  let count: number | null = null

  return {
    next: async () => {
      while (at.done !== true) {
        // A failure leaves the position unchanged.
        const page = await ask(at.value)
        const rows = page.rows.filter((row) => {
          const isNew = !seen.has(idOf(row))
          seen.add(idOf(row))
          return isNew
        })
        count = page.count ?? count
        at = route.next({
          size: page.size,
          count: page.count,
          ids: page.rows.map(idOf).join('\n'),
          seen: seen.size,
        })
        if (rows.length > 0) return { rows, count, isEnd: at.done === true }
      }
      return { rows: [], count, isEnd: true }
    },
  }
}

/** What one page contained. */
interface PageInfo {
  size: number
  count: number | null
  /** All its ids, in order. */
  ids: string
  /** Distinct rows so far, including this page. */
  seen: number
}

/** Yields the next offset, based on the previous page. */
function* offsetsToVisit(pageSize: number): Generator<number, void, PageInfo> {
  let count: number | null = null
  let seen = 0
  let pages = 0
  let hasShrunk = false

  function* take(offset: number): Generator<number, PageInfo & { gone: number }, PageInfo> {
    pages += 1
    const page = yield offset
    const gone = count === null || page.count === null ? 0 : Math.max(0, count - page.count)
    if (gone > 0) hasShrunk = true
    count = page.count ?? count
    seen = page.seen
    return { ...page, gone }
  }

  // After a shrink, rows that no longer exist are among ours, so the count proves nothing.
  const hasAll = (): boolean => !hasShrunk && count !== null && seen >= count

  /**
   * `unit`: rows between two neighbouring offsets; `step`: how far `at` moves after a page of `size` rows;
   * `lowest`: the highest offset the first row may have.
   */
  function* walk(
    from: number,
    unit: number,
    step: (size: number) => number,
    lowest: 0 | 1,
  ): Generator<number, void, PageInfo> {
    let last: string | null = null
    let at = from
    const isAtEnd = (): boolean =>
      pages >= MAX_PAGES || hasAll() || (count !== null && (at - lowest) * unit >= count)
    while (!isAtEnd()) {
      const { size, gone, ids } = yield* take(at)
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

  const first = yield* take(0)
  const isWhole = first.size === 0 || (first.count === null && first.size < pageSize)
  if (isWhole) return
  yield* walk(first.size, 1, (size) => size, 0)
  if (!hasAll() && first.count !== null && count !== null && count > first.count && pages < MAX_PAGES)
    yield* take(0)
  // Some servers return fewer rows than requested: their page size is what they return.
  if (!hasAll() && (hasShrunk || count !== null || seen <= first.size))
    yield* walk(hasShrunk ? 0 : 1, first.size, () => 1, 1)
}

/** Every row of a list, from all pages. */
export async function allPages<T>(
  pageSize: number,
  idOf: (row: T) => string,
  ask: (offset: number) => Promise<ListPage<T>>,
): Promise<{ rows: T[]; count: number | null }> {
  const walk = createPageReader(pageSize, idOf, ask)
  const rows: T[] = []
  for (;;) {
    const step = await walk.next()
    for (const row of step.rows) rows.push(row)
    if (step.isEnd) return { rows, count: step.count }
  }
}
