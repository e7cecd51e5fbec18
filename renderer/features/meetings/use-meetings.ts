import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Failure, toFailure } from '../../../contract/errors.ts'
import type { EndedMeeting } from '../../../contract/meeting.ts'
import type { MeetingSource } from '../../../contract/meeting-sources.ts'
import { call } from '../../bridge.ts'
import { useAccount, useSettings } from '../../state/server-state.ts'
import { queryKeys } from '../../queries.ts'
import { useSessionState } from '../../state/session-state.tsx'
import type { DayRange } from '../../model/period.ts'
import { daysOfPreset, instantsOfDays, type Period } from '../../model/period.ts'
import { ofSource, searchMeetings, type SourceChoice, withinPeriod } from './timeline.ts'

export interface MeetingFilters {
  period: Period
  days: DayRange
  search: string
  source: SourceChoice
  allUsers: boolean
}

/** The filters; they persist when the user leaves the page and returns. */
export function useMeetingFilters(): [MeetingFilters, (patch: Partial<MeetingFilters>) => void] {
  const account = useAccount()
  const [filters, setFilters] = useSessionState<MeetingFilters>('meeting-filters', () => ({
    period: 'month',
    days: daysOfPreset('month', new Date()),
    search: '',
    source: 'all',
    allUsers: account?.isAdmin === true,
  }))
  return [filters, (patch) => setFilters({ ...filters, ...patch })]
}

/** One source of meetings. */
export interface SourceState {
  source: MeetingSource
  isPending: boolean
  isFetching: boolean
  failure: Failure | null
  refresh: () => void
}

export interface Meetings {
  /** The filtered meetings of all sources that answered. */
  shown: EndedMeeting[]
  /** Only configured ones: the cloud if signed in, a meetings server if it has an address. */
  sources: SourceState[]
}

/** Each source is queried, and may fail, independently. */
export function useMeetings({ days, search, source, allUsers }: MeetingFilters): Meetings {
  const account = useAccount()
  const { meetingsUrl } = useSettings()
  const { from, to } = instantsOfDays(days)
  const cloud = useQuery({
    queryKey: [...queryKeys.meetings, 'cloud', from, to, allUsers],
    queryFn: () => call('meetings.inCloud', { from, to, ...(allUsers && { allUsers }) }),
    enabled: account !== null,
  })
  const server = useQuery({
    queryKey: [...queryKeys.meetings, 'server', meetingsUrl],
    queryFn: () => call('meetings.onServer'),
    enabled: meetingsUrl !== '',
    staleTime: 0,
  })
  const shown = useMemo(() => {
    const meetings = [...(cloud.data ?? []), ...withinPeriod(server.data ?? [], { from, to })]
    return searchMeetings(ofSource(meetings, source), search)
  }, [cloud.data, server.data, from, to, source, search])
  return {
    shown,
    sources: [
      ...(account === null ? [] : [stateOf('cloud', cloud)]),
      ...(meetingsUrl === '' ? [] : [stateOf('proconf', server)]),
    ],
  }
}

function stateOf(source: MeetingSource, query: UseQueryResult): SourceState {
  return {
    source,
    isPending: query.isPending,
    isFetching: query.isFetching,
    failure: query.isError ? toFailure(query.error) : null,
    refresh: () => void query.refetch(),
  }
}
