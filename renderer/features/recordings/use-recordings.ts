import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Download } from '../../../contract/download.ts'
import type { Recording } from '../../../contract/recording.ts'
import { call } from '../../bridge.ts'
import { useAccount, useDownloads } from '../../live-state.ts'
import { queryKeys, useKept } from '../../queries.ts'
import type { DayRange } from '../../ui/date-range-field.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { daysOfPreset, instantsOfDays, type Period } from './period.ts'
import { matching, type SavedFile } from './recording-state.ts'

const SEARCH_WAIT_MS = 400
/** Longest text main lets through. */
const MAX_SEARCH = 200

export interface Filters {
  period: Period
  days: DayRange
  search: string
  allUsers: boolean
}

/** What is looked for; it stays as it was when the page is left and come back to. */
export function useFilters(): [Filters, (patch: Partial<Filters>) => void] {
  const account = useAccount()
  const [filters, setFilters] = useKept<Filters>('recording-filters', () => ({
    period: 'month',
    days: daysOfPreset('month', new Date()),
    search: '',
    allUsers: account?.isAdmin === true,
  }))
  return [filters, (patch) => setFilters({ ...filters, ...patch })]
}

/** The recordings looked for. While a search is under way the rows at hand are filtered here. */
export function useRecordings(filters: Filters) {
  const settled = useSettled(filters.search.trim().slice(0, MAX_SEARCH), SEARCH_WAIT_MS)
  const { from, to } = instantsOfDays(filters.days)
  const allUsers = filters.allUsers
  const query = useQuery({
    queryKey: [...queryKeys.recordings, { from, to, search: settled, allUsers }],
    queryFn: () =>
      call('recordings.list', {
        from,
        to,
        order: 'newest',
        ...(settled === '' ? {} : { search: settled }),
        ...(allUsers ? { allUsers } : {}),
      }),
    placeholderData: keepPreviousData,
  })
  const isSearching = settled !== filters.search.trim() || query.isPlaceholderData
  const rows = useMemo(
    () => (isSearching ? matching(query.data?.items ?? [], filters.search) : (query.data?.items ?? [])),
    [query.data, isSearching, filters.search],
  )
  return { rows, query, isSearching }
}

/** What of these recordings is saved here; asked again whenever a download is saved. */
export function useSavedFiles(recordings: Recording[]): ReadonlyMap<string, SavedFile[]> {
  const downloads = useDownloads()
  const savedCount =
    downloads.status === 'ready'
      ? [...downloads.value.values()].filter((download) => download.state === 'saved').length
      : 0
  const confUUIDs = useMemo(() => recordings.map((recording) => recording.confUUID), [recordings])
  const query = useQuery({
    queryKey: [...queryKeys.savedFiles, confUUIDs, savedCount],
    queryFn: () => call('library.savedFiles', { confUUIDs: confUUIDs.slice(0, 10_000) }),
    enabled: confUUIDs.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  return useMemo(() => groupBy(query.data ?? [], (file) => file.confUUID), [query.data])
}

/** Downloads of recordings, by recording. */
export function useDownloadsByRecording(): ReadonlyMap<string, Download[]> {
  const downloads = useDownloads()
  return useMemo(
    () =>
      groupBy(downloads.status === 'ready' ? [...downloads.value.values()] : [], ({ source }) =>
        source.kind === 'recording' ? source.confUUID : '',
      ),
    [downloads],
  )
}

function groupBy<T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
