import type { OrderScope } from '../../../contract/order.ts'
import type { RecordingQuery } from '../../../contract/recording.ts'
import { useAccount, useSettings } from '../../state/server-state.ts'
import { useSessionState } from '../../state/session-state.tsx'
import type { DayRange } from '../../model/period.ts'
import { daysOfPreset, instantsOfDays, type Period } from '../../model/period.ts'
import type { StateFilter } from '../../model/recording-state.ts'
import { spansOf } from './months.ts'
import { isServiceSort, NEWEST_FIRST, type Sort } from './sorting.ts'

/** The filters and the sort. */
export interface Filters {
  period: Period
  days: DayRange
  search: string
  allUsers: boolean
  state: StateFilter
  /** A bar of the chart: one month or year of the period. */
  span: string | null
  sort: Sort
}

const OLDEST_FIRST: Sort = { by: 'start', isDescending: false }

/**
 * Applies a change of the filters. Another period has other bars, so it clears the chosen one; of what leaves soon,
 * the first to leave comes first.
 */
export function changed(filters: Filters, patch: Partial<Filters>): Filters {
  const isOtherPeriod = patch.days !== undefined || patch.period !== undefined
  const isLeaving = patch.state === 'leavesSoon' && filters.state !== 'leavesSoon'
  return {
    ...filters,
    ...(isOtherPeriod ? { span: null } : {}),
    ...(isLeaving ? { sort: OLDEST_FIRST } : {}),
    ...patch,
  }
}

/** The query for the service: it supports period, text, users and the sort by start, but no other filter. */
export function queryOf(filters: Filters, days: DayRange, search: string): RecordingQuery {
  const { allUsers, sort } = filters
  return {
    ...instantsOfDays(days),
    order: isServiceSort(sort) && !sort.isDescending ? 'oldest' : 'newest',
    ...(search === '' ? {} : { search }),
    ...(allUsers ? { allUsers } : {}),
  }
}

/** The list as an order names it: the chosen bar of the chart, or the whole period. */
export function scopeOf(filters: Filters): OrderScope {
  const days = spansOf(filters.days).find(({ key }) => key === filters.span)?.days ?? filters.days
  const { from, to } = instantsOfDays(days)
  return { from, to, search: filters.search.trim(), allUsers: filters.allUsers }
}

/** The filters persist when the user leaves the page and returns. */
export function useFilters(): [Filters, (patch: Partial<Filters>) => void] {
  const account = useAccount()
  const { retentionDays } = useSettings()
  const [filters, setFilters] = useSessionState<Filters>('recording-filters', () => ({
    period: 'halfYear',
    days: daysOfPreset('halfYear', new Date()),
    search: '',
    allUsers: account?.isAdmin === true,
    state: 'any',
    span: null,
    sort: NEWEST_FIRST,
  }))
  // It is no longer known how long recordings are kept: the filter would find nothing.
  const isUnknown = filters.state === 'leavesSoon' && retentionDays === null
  const current = isUnknown ? { ...filters, state: 'any' as const } : filters
  return [current, (patch) => setFilters(changed(current, patch))]
}
