import { AppError, type Failure } from '../../contract/errors.ts'
import { MOST_NAMED } from './rows-without-id.ts'

export interface ListPage<T> {
  rows: T[]
  /** Rows in the page, valid or not. */
  size: number
  /** What is known of up to three rows without an id. */
  namesWithoutId?: string[]
  /** Total according to the service; null if it gives none. */
  count: number | null
  /** Size of the answer. */
  bytes: number
}

export interface PageResult<T> {
  /** Rows that no earlier page contained. */
  rows: T[]
  /** Latest total according to the service; null if it gives none. */
  count: number | null
  isEnd: boolean
  /**
   * At the end: 'short' if the service announced more rows than it returned, 'endless' if its list never ended,
   * 'without-id' if it returned rows that have no id.
   */
  missing: 'none' | 'short' | 'endless' | 'without-id'
  /** At the end, if rows without an id are missing: what is known of up to three. */
  withoutId?: string
}

/** Most that is read of one list. */
interface ListBudget {
  bytes: number
  rows: number
}
const BUDGET: ListBudget = { bytes: 512 * 1024 * 1024, rows: 500_000 }
/** What the smallest page costs: a service that returns a row at a time must not be asked for ever. */
const LEAST_PAGE_BYTES = 64 * 1024

/** Reads a list one page at a time, sequentially; a failed step can be retried. */
export interface PageReader<T> {
  /** Reads the next new rows, or the end. */
  next(): Promise<PageResult<T>>
}

/**
 * [Note: paging] Every row of a paged list, once each. In the documentation, the recordings' offset is a
 * record index on one page and a page index on another (from 0, or from 1 in one text). An offset past the end
 * of the other lists returns the last page again. So rows are deduplicated by id, and {@link offsetsToVisit}
 * finds out what the offset means. A list has no largest number of pages: it ends where the service ends it, or
 * at the budget, and is then incomplete.
 */
export function createPageReader<T>(
  pageSize: number,
  idOf: (row: T) => string,
  ask: (offset: number) => Promise<ListPage<T>>,
  budget: ListBudget = BUDGET,
): PageReader<T> {
  const seen = new Set<string>()
  const route = offsetsToVisit(pageSize)
  let at = route.next()
  let count: number | null = null
  let bytes = 0
  let invalid = 0
  const names = new Set<string>()
  /** New rows that were not returned yet. */
  let kept: T[] = []
  const taken = (): T[] => {
    const rows = kept
    kept = []
    return rows
  }

  return {
    next: async () => {
      while (at.done !== true) {
        if (bytes >= budget.bytes || seen.size >= budget.rows)
          return { rows: taken(), count, isEnd: true, missing: 'endless' }
        // A failure leaves the position unchanged.
        const page = await ask(at.value)
        bytes += Math.max(page.bytes, LEAST_PAGE_BYTES)
        invalid += page.size - page.rows.length
        for (const name of page.namesWithoutId ?? []) if (names.size < MOST_NAMED) names.add(name)
        for (const row of page.rows) {
          if (!seen.has(idOf(row))) kept.push(row)
          seen.add(idOf(row))
        }
        count = page.count ?? count
        at = route.next({
          size: page.size,
          count: page.count,
          ids: page.rows.map(idOf),
          seen: seen.size,
        })
        // The start is read again only to check it: with the last page, so that this is known to be the last.
        if (at.done !== true && at.value > 0 && kept.length > 0)
          return { rows: taken(), count, isEnd: false, missing: 'none' }
      }
      const end = { rows: taken(), count, isEnd: true, missing: missing() }
      return end.missing === 'without-id' ? { ...end, withoutId: [...names].join('; ') } : end
    },
  }

  /** Rows without an id count as returned. */
  function missing(): 'none' | 'short' | 'without-id' {
    if (count !== null && seen.size + invalid < count) return 'short'
    return invalid > 0 ? 'without-id' : 'none'
  }
}

/** Times that the reader goes back without a new row. */
const MAX_STALLS = 3

/** What one page contained. */
interface PageInfo {
  size: number
  count: number | null
  /** Ids of its valid rows, in order. */
  ids: string[]
  /** Distinct rows so far, including this page. */
  seen: number
}
type Route<T> = Generator<number, T, PageInfo>

/**
 * Yields the next offset, based on the previous page. The list may change between two pages: rows leave it or
 * come into it, with or without a change of the count.
 *
 * - By record index, each page starts with the last row of the page before it. If it starts with another row,
 *   rows have moved up behind the reader, who goes back a page until the pages join. If that finds no rows
 *   between them, the offset is no record index.
 * - By page index, pages cannot overlap: when the count shrinks, the reader goes back as many pages as rows have
 *   left; when the start of the list has changed at the end, all pages are read again until none has new rows.
 * - The start is read again at the end: new rows are usually there.
 */
function* offsetsToVisit(pageSize: number): Route<void> {
  let count: number | null = null
  let seen = 0
  let hasShrunk = false
  let hasMore = false

  function* take(offset: number): Route<PageInfo & { fresh: number; gone: number }> {
    const before = seen
    const answer = yield offset
    // A total of 0 of a list that has rows is none.
    const page = { ...answer, count: answer.count === 0 && answer.seen > 0 ? null : answer.count }
    const gone = count === null || page.count === null ? 0 : Math.max(0, count - page.count)
    if (gone > 0) hasShrunk = true
    if (offset > 0 && page.size > 0) hasMore = true
    count = page.count ?? count
    seen = page.seen
    return { ...page, gone, fresh: seen - before }
  }

  const first = yield* take(0)
  // Without a total, a server that returns fewer rows than requested may have more: the next page tells, by record
  // index or by page index.
  function* hasMorePages(): Route<boolean> {
    for (const offset of new Set([first.size, 1, 2])) if ((yield* take(offset)).fresh > 0) return true
    return false
  }
  const isWhole =
    first.size === 0 ||
    (count === null ? first.size < pageSize && !(yield* hasMorePages()) : first.size >= count)
  if (isWhole) return

  /** false: the offset is no record index. */
  function* walkByRecord(): Route<boolean> {
    const overlap = first.size > 1 ? 1 : 0
    /** Rows of the pages that join. */
    const joined = new Set(first.ids)
    const join = ({ ids }: PageInfo): number => {
      const before = joined.size
      for (const id of ids) joined.add(id)
      return joined.size - before
    }
    const joins = ({ ids: [id] }: PageInfo): boolean => overlap === 0 || (id !== undefined && joined.has(id))
    let isProven = false
    let repeats = 0
    let stalls = 0
    let last = first
    let end = first.size
    while (count === null || end < count) {
      const at = end - overlap
      const page = yield* take(at)
      const isShort = page.size === 0 && (count === null || count < end)
      if (page.size === 0 && (!isShort || !isProven)) return isProven
      if (page.size > 0 && joins(page)) {
        // Once, as many rows may have come as the offset grew; twice, the offset has no effect.
        repeats = isSame(page, last) ? repeats + 1 : 0
        if (repeats > 1) return false
        if (join(page) > 0) isProven = true
        if (page.size <= overlap) return isProven
        last = page
        end = at + page.size
        continue
      }
      let back = at
      let earlier = page
      do {
        back = Math.max(0, Math.min(back, count ?? back) - Math.max(1, first.size - 1))
        earlier = yield* take(back)
      } while (back > 0 && !joins(earlier))
      const isProgress = join(earlier) > 0
      if (!isProgress && !isProven) return false
      if (earlier.size === 0) return true
      // Rows may have come and gone between the two; a list that never stands still is not waited for.
      stalls = isProgress ? 0 : stalls + 1
      last = stalls > MAX_STALLS ? page : earlier
      end = stalls > MAX_STALLS ? at + page.size : back + earlier.size
      if (stalls > MAX_STALLS) join(page)
    }
    return repeats === 0
  }

  /** Returns the number of new rows. */
  function* walkByPage(isRepeated: boolean): Route<number> {
    const before = seen
    let last: PageInfo | null = null
    let at = isRepeated || hasShrunk ? 0 : 1
    const isAtEnd = (): boolean =>
      count !== null && ((!isRepeated && !hasShrunk && seen >= count) || (at - 1) * first.size >= count)
    while (!isAtEnd()) {
      const page = yield* take(at)
      if (page.gone > 0) {
        at = Math.max(0, at - Math.ceil(page.gone / first.size))
        last = null
        continue
      }
      if (page.size === 0 || (last !== null && isSame(page, last) && at > 1)) break
      last = page
      at += 1
    }
    return seen - before
  }

  const isByRecord = yield* walkByRecord()
  // With pages of two rows, offset 1 of a list that has shrunk may be either.
  const isUnsure = hasShrunk && first.size <= 2
  if (!isByRecord || isUnsure) yield* walkByPage(false)
  if (!hasMore) return
  let start = yield* take(0)
  if (isByRecord) {
    for (let at = 0; start.fresh > 0 && start.size > 1; start = yield* take(at)) at += start.size - 1
  } else if (!isSame(start, first)) {
    let fresh = 1
    while (fresh > 0) fresh = yield* walkByPage(true)
  }
}

function isSame(one: PageInfo, other: PageInfo): boolean {
  return one.ids.length === other.ids.length && one.ids.every((id, index) => id === other.ids[index])
}

/** Every row of a list, from all pages; `missing` as in {@link PageResult}. */
export async function allPages<T>(
  pageSize: number,
  idOf: (row: T) => string,
  ask: (offset: number) => Promise<ListPage<T>>,
  budget: ListBudget = BUDGET,
): Promise<Omit<PageResult<T>, 'isEnd'>> {
  const reader = createPageReader(pageSize, idOf, ask, budget)
  const rows: T[] = []
  for (;;) {
    const step = await reader.next()
    for (const row of step.rows) rows.push(row)
    if (step.isEnd) {
      const { isEnd: _, ...end } = step
      return { ...end, rows }
    }
  }
}

/**
 * LIST_INCOMPLETE, with the number of rows that were read, the total of the service, if it gave one, and what is
 * known of the rows without an id.
 */
export function incompleteList(listed: number, count: number | null, withoutId?: string): AppError {
  const total = count === null ? {} : { count }
  const known = withoutId === undefined ? {} : { reason: 'without-id', rows: withoutId }
  return new AppError('LIST_INCOMPLETE', { params: { listed, ...total, ...known } })
}

/** Receives LIST_INCOMPLETE; the rows that were read are returned as well. */
export type OnIncomplete = (failure: Failure) => void

/**
 * The rows of {@link allPages}. Without `onIncomplete`, throws LIST_INCOMPLETE for a list that never ended; one
 * that has fewer rows than announced is returned.
 */
export async function listOfPages<T>(
  onIncomplete: OnIncomplete | undefined,
  ...request: Parameters<typeof allPages<T>>
): Promise<T[]> {
  const { rows, count, missing, withoutId } = await allPages<T>(...request)
  if (missing === 'none') return rows
  const error = incompleteList(rows.length, count, withoutId)
  if (onIncomplete === undefined && missing === 'endless') throw error
  onIncomplete?.(error.failure)
  return rows
}
