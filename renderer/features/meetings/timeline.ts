import type { EndedMeeting } from '../../../contract/meeting.ts'
import type { MeetingSource } from '../../../contract/meeting-sources.ts'

/** The display name of a meeting: its topic or its room; '' if it has neither. */
export function nameOf(meeting: EndedMeeting): string {
  return meeting.source === 'cloud' ? meeting.subject : meeting.roomName
}

/** The meetings whose displayed texts contain every word of the search, ignoring case. */
export function searchMeetings(meetings: readonly EndedMeeting[], search: string): EndedMeeting[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...meetings]
  return meetings.filter((meeting) => {
    const texts = [nameOf(meeting), meeting.uniqueId]
    if (meeting.source === 'cloud') texts.push(meeting.confID, meeting.schedulerName)
    const text = texts.join('\n').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** The meetings that started within two ISO instants, both inclusive; one without a start is included. */
export function withinPeriod(
  meetings: readonly EndedMeeting[],
  { from, to }: { from: string; to: string },
): EndedMeeting[] {
  return meetings.filter(({ startedAt }) => startedAt === null || (startedAt >= from && startedAt <= to))
}

export type SourceChoice = 'all' | MeetingSource

export function ofSource(meetings: readonly EndedMeeting[], choice: SourceChoice): EndedMeeting[] {
  return meetings.filter(({ source }) => choice === 'all' || source === choice)
}

export type TimelineRow =
  /** `day`: a local ISO instant within it; null for meetings with an unreadable start. */
  { kind: 'day'; day: string | null; count: number } | { kind: 'meeting'; meeting: EndedMeeting }

/**
 * Meetings of all sources, newest first, under a heading for each local day; those without a start come last.
 */
export function timelineOf(
  meetings: readonly EndedMeeting[],
  dayOf: (iso: string) => string = localDay,
): TimelineRow[] {
  const rows: TimelineRow[] = []
  let heading: { kind: 'day'; day: string | null; count: number } | null = null
  let last: string | null = null
  for (const meeting of meetings.toSorted(byStart)) {
    const day = meeting.startedAt === null ? '' : dayOf(meeting.startedAt)
    if (heading === null || day !== last) {
      heading = { kind: 'day', day: meeting.startedAt, count: 0 }
      rows.push(heading)
    }
    heading.count += 1
    last = day
    rows.push({ kind: 'meeting', meeting })
  }
  return rows
}

/** Newest first; ISO instants in the same zone sort as text. */
function byStart(a: EndedMeeting, b: EndedMeeting): number {
  const [first, second] = [b.startedAt ?? '', a.startedAt ?? '']
  return first < second ? -1 : first > second ? 1 : 0
}

function localDay(iso: string): string {
  return new Date(iso).toDateString()
}
