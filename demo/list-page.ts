import { numberOf, Refusal } from './exchange.ts'
import type { User } from './users.ts'

/** Users see their own recordings; administrators see everyone's when they request all. */
export function seenBy(user: User, isAll: boolean, { schedulerId }: { schedulerId: string }): boolean {
  return (isAll && user.adminType !== 2) || schedulerId === user.id
}

/**
 * One page of a user's query, as in the lists of recordings and of past meetings: filtered by time in ms,
 * text and user, and sorted. `textsOf` returns the texts to search.
 */
export function listPage<Row extends { schedulerId: string; startsAt: number }>(
  query: URLSearchParams,
  user: User,
  rows: readonly Row[],
  textsOf: (row: Row) => string[],
  rowOf: (row: Row) => object,
): object {
  const from = numberOf(query, 'startDate', Number.NaN)
  const to = numberOf(query, 'endDate', Number.NaN)
  if (Number.isNaN(from) || Number.isNaN(to) || from > to)
    throw new Refusal(400, 'MMC.111071061', 'Parameter check failed: startDate, endDate')
  const offset = numberOf(query, 'offset', 0)
  const limit = numberOf(query, 'limit', 20, 500)
  const search = (query.get('searchKey') ?? '').toLowerCase()
  const sign = query.get('sortType') === 'ASC_StartTIME' ? 1 : -1
  const found = rows
    .filter((row) => seenBy(user, query.get('queryAll') === 'true', row))
    .filter(({ startsAt }) => startsAt >= from && startsAt <= to)
    .filter((row) => textsOf(row).some((text) => text.toLowerCase().includes(search)))
    .toSorted((a, b) => sign * (a.startsAt - b.startsAt))
  return { offset, limit, count: found.length, data: found.slice(offset, offset + limit).map(rowOf) }
}
