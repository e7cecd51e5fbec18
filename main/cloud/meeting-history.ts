import { z } from 'zod'
import type { CloudMeeting, MeetingQuery } from '../../contract/meeting.ts'
import type { Log } from '../interfaces.ts'
import { type ListPage, listOfPages, type OnIncomplete } from './page-reader.ts'
import { checkedAnswer, isNothingInPeriod, pageAnswerSchema } from './answers.ts'
import { boundedText, idText, lenientFlag, lenientNumber, lenientRows, lenientText } from './lenient.ts'
import { utcInstant } from './recording-rows.ts'
import { namesWithoutId } from './rows-without-id.ts'
import type { Session } from './session.ts'

/** Most rows the service returns per page. */
const PAGE_SIZE = 500

/**
 * A row of "Querying the History Conference List" (meeting_21_0051). Only the id is required. Fields not
 * listed here never leave this module: the same rows contain passwords (passwordEntry) and the links of
 * chairs and guests.
 */
const rowSchema = z.object({
  confUUID: idText,
  conferenceID: boundedText(200),
  subject: lenientText,
  startTime: boundedText(60),
  endTime: boundedText(60),
  conferenceState: boundedText(60),
  scheduserName: lenientText,
  recordType: lenientNumber,
  isHasRecordFile: lenientFlag,
})
type Row = z.infer<typeof rowSchema>

const rowsSchema = lenientRows(rowSchema)

/**
 * recordType: 0 none, 1 live, 2 recorded, 3 both. It is how the meeting was set up; isHasRecordFile is the
 * outcome.
 */
const RECORDED = new Set<number | null>([2, 3])

/**
 * The cloud's own history of meetings that began in a period, newest first, all pages, each confUUID once. It
 * goes back 6 months as a rule, 12 at most. `GET /v1/mmc/management/conferences/history`.
 */
export async function listMeetingHistory(
  { session, log }: { session: Session; log: Log },
  { from, to, allUsers }: MeetingQuery,
  onIncomplete?: OnIncomplete,
): Promise<CloudMeeting[]> {
  const site = session.baseUrl()
  const page = async (offset: number): Promise<ListPage<Row>> => {
    const answer = await session.call({
      method: 'GET',
      path: '/v1/mmc/management/conferences/history',
      query: {
        startDate: Date.parse(from),
        endDate: Date.parse(to),
        offset,
        limit: PAGE_SIZE,
        queryAll: allUsers === true ? true : undefined,
        sortType: 'DSC_StartTIME',
      },
      site,
      isRepeatable: true,
    })
    const { count, data } = checkedAnswer(pageAnswerSchema, answer)
    const rows = rowsSchema.parse(data)
    const size = data.length
    if (rows.length < size)
      log.warn('history: rows without an id were left out', { rows: size - rows.length })
    return { rows, size, namesWithoutId: namesWithoutId(data, rowSchema), count, bytes: answer.bytes }
  }
  try {
    const rows = await listOfPages<Row>(onIncomplete, PAGE_SIZE, ({ confUUID }) => confUUID, page)
    return rows.map(meetingOf).toSorted((a, b) => startOf(b) - startOf(a))
  } catch (error) {
    if (isNothingInPeriod(error)) return []
    throw error
  }
}

function meetingOf(row: Row): CloudMeeting {
  const startedAt = utcInstant(row.startTime ?? '')
  // If the meeting is not over, its end is only the planned one.
  const isOver = row.conferenceState === null || row.conferenceState === 'Destroyed'
  const endedAt = isOver ? utcInstant(row.endTime ?? '') : null
  const ms = startedAt === null || endedAt === null ? -1 : Date.parse(endedAt) - Date.parse(startedAt)
  return {
    source: 'cloud',
    uniqueId: row.confUUID,
    startedAt,
    endedAt,
    durationSeconds: ms < 0 ? null : ms / 1000,
    subject: row.subject ?? '',
    confID: row.conferenceID ?? '',
    schedulerName: row.scheduserName ?? '',
    hasRecording: row.isHasRecordFile ?? RECORDED.has(row.recordType),
  }
}

/** Rows with an unreadable start sort last. */
function startOf({ startedAt }: CloudMeeting): number {
  return startedAt === null ? 0 : Date.parse(startedAt)
}
