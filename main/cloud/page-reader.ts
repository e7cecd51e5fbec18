export interface ListPage<T> {
  rows: T[]
  /** Rows the page had, usable or not. */
  size: number
  /** Total the service names; null when it names none. */
  count: number | null
}

export interface PageResult<T> {
  /** Rows that no step before has brought. */
  rows: T[]
  /** Total the service named last; null when it names none. */
  count: number | null
  isEnd: boolean
}

/** A service that never ends its list is not followed further than this. */
const MAX_PAGES = 1000

/** A list being walked, a page at a time. One step at a time; a step that failed may be taken again. */
export interface PageReader<T> {
  /** Brings new rows, or the end. */
  next(): Promise<PageResult<T>>
}

/**
 * [Note: paging] Every row of a paged list, once each. The recordings' offset is a record in one page of the
 * documentation and a page index in another (from 0, or from 1 as one text has it): it is taken for a record first,
 * and for a page index when rows are missing after that. An offset past the end of the other lists brings the last
 * page again. So rows are told apart by id, and what ends a walk is the count, an empty page, or a page that is the
 * one before it. When the count shrinks on the way, rows have moved up behind our back: the walk goes back as far as
 * they can have moved. When it grows, what is new stands at the start as a rule: the start is asked for again.
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
        // A failure leaves the walk where it stands.
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

/** What a page told. */
interface PageInfo {
  size: number
  count: number | null
  /** All its ids, in their order. */
  ids: string
  /** Different rows so far, this page's included. */
  seen: number
}

/** Which offset comes next, decided by what the last one told. */
function* offsetsToVisit(pageSize: number): Generator<number, void, PageInfo> {
  let count: number | null = null
  let seen = 0
  let pages = 0
  let hasShrunk = false

  function* take(offset: number): Generator<number, PageInfo & { gone: number }, PageInfo> {
    pages += 1
    const told = yield offset
    const gone = count === null || told.count === null ? 0 : Math.max(0, count - told.count)
    if (gone > 0) hasShrunk = true
    count = told.count ?? count
    seen = told.seen
    return { ...told, gone }
  }

  // After a shrink, rows that are gone stand among ours and the count proves nothing.
  const hasAll = (): boolean => !hasShrunk && count !== null && seen >= count

  /**
   * `unit`: rows between two neighbouring offsets; `step`: how far `at` moves for a page of `size` rows; `lowest`:
   * the highest offset that the first row may have.
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
  // Some servers give fewer rows than asked for: a page is what they give.
  if (!hasAll() && (hasShrunk || count !== null || seen <= first.size))
    yield* walk(hasShrunk ? 0 : 1, first.size, () => 1, 1)
}

/** Every row of a list, all its pages. */
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
