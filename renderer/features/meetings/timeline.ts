import type { EndedMeeting } from '../../../contract/meeting.ts'
import type { MeetingSource } from '../../../contract/meeting-sources.ts'

/** What a meeting is called: its topic, or the room it was held in; '' for none. */
export function nameOf(meeting: EndedMeeting): string {
  return meeting.source === 'cloud' ? meeting.subject : meeting.roomName
}

/** Those that hold every word of the search in one of the texts that are shown of them, without regard to case. */
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

/** Those that began within ISO instants, both included; one without a start could have, and stays. */
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
  /** `day`: an ISO instant in it, local; null for meetings whose start cannot be read. */
  { kind: 'day'; day: string | null; count: number } | { kind: 'meeting'; meeting: EndedMeeting }

/** Meetings of all sources, newest first, each local day under its heading; those without a start come last. */
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

/** Newest first; ISO instants of one zone sort as text. */
function byStart(a: EndedMeeting, b: EndedMeeting): number {
  const [first, second] = [b.startedAt ?? '', a.startedAt ?? '']
  return first < second ? -1 : first > second ? 1 : 0
}

function localDay(iso: string): string {
  return new Date(iso).toDateString()
}
