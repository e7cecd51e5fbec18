import { createHash } from 'node:crypto'
import type { Call } from './exchange.ts'
import { listPage } from './list-page.ts'
import type { DemoRecording } from './recordings.ts'
import type { Route } from './routes.ts'
import { type User, users } from './users.ts'

/** Meetings that were not recorded: topic · scheduler · days ago · UTC time of day · minutes. */
const UNRECORDED: [string, string, number, string, number][] = [
  ['一对一沟通', 'demo.admin', 1, '07:30', 25],
  ['Lunch talk: reading traces', 'anna', 2, '11:30', 32],
  ['Coffee corner', 'lina', 3, '08:30', 15],
  ['面试：后端工程师', 'zhangwei', 4, '02:00', 58],
  ['Budget check-in', 'demo.admin', 6, '09:30', 28],
  ['机房搬迁协调会', 'wangfang', 8, '06:00', 76],
  ['Morning stand-up', 'demo.admin', 8, '01:00', 12],
  ['Travel planning', 'anna', 12, '15:15', 21],
  ['例会', 'lina', 18, '01:30', 44],
  ['Vendor call', 'demo.admin', 24, '13:00', 37],
  ['合同条款讨论', 'wangfang', 39, '03:00', 66],
  ['Desk moves', 'anna', 70, '10:00', 18],
]

interface Held {
  confUUID: string
  confID: string
  subject: string
  schedulerId: string
  schedulerName: string
  startsAt: number
  endsAt: number
  recordType: number
  hasRecordFile: boolean
}

const DAY = 86_400_000

/**
 * Page "Querying the History Conference List": recorded and other meetings, with the passwords and links that
 * real rows contain. `now` is in ms.
 */
export function meetingHistoryRoute(options: {
  recordings: readonly DemoRecording[]
  now: () => number
}): Route {
  const startedAt = options.now()
  const held = [...options.recordings.map(recordedMeeting), ...unrecordedMeetings(startedAt)]

  const list = ({ query }: Call, user: User): object =>
    listPage(query, user, held, ({ subject, confID }) => [subject, confID], rowOf)

  return {
    method: 'GET',
    path: '/v1/mmc/management/conferences/history',
    handle: (call, user) => ({ status: 200, body: list(call, user) }),
  }
}

function rowOf(meeting: Held): object {
  const secret = (of: string): string => digits(`${of} ${meeting.confUUID}`, 6)
  return {
    conferenceID: meeting.confID,
    confUUID: meeting.confUUID,
    subject: meeting.subject,
    startTime: utcText(meeting.startsAt),
    endTime: utcText(meeting.endsAt),
    timeZoneID: '56',
    conferenceState: 'Destroyed',
    scheduserName: meeting.schedulerName,
    userUUID: meeting.schedulerId,
    mediaTypes: 'Voice,HDVideo,Data',
    recordType: meeting.recordType,
    isHasRecordFile: meeting.hasRecordFile,
    passwordEntry: [
      { conferenceRole: 'chair', password: secret('chair') },
      { conferenceRole: 'general', password: secret('guest') },
    ],
    chairJoinUri: `https://meeting.example/#/j/${meeting.confID}/${secret('chair link')}`,
    guestJoinUri: `https://meeting.example/#/j/${meeting.confID}/${secret('guest link')}`,
  }
}

function recordedMeeting(recording: DemoRecording): Held {
  const { confUUID, confID, subject, schedulerId, schedulerName, startsAt, seconds } = recording
  // A meeting starts before its recording and ends a little after it.
  const endsAt = startsAt + seconds * 1000 + 4 * 60_000
  return {
    ...{ confUUID, confID, subject, schedulerId, schedulerName, startsAt, endsAt },
    recordType: 2,
    hasRecordFile: true,
  }
}

function unrecordedMeetings(now: number): Held[] {
  return UNRECORDED.map(([subject, schedulerId, daysAgo, time, minutes], index) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number)
    const startsAt = Math.floor(now / DAY) * DAY - daysAgo * DAY + (hour * 60 + minute) * 60_000
    return {
      confUUID: hex(`meeting without recording ${index}`).slice(0, 32),
      confID: `98${digits(`id ${index}`, 7)}`,
      subject,
      schedulerId,
      schedulerName: users.find(({ id }) => id === schedulerId)?.name ?? schedulerId,
      startsAt,
      endsAt: startsAt + minutes * 60_000,
      // The second was meant to be recorded but was not.
      recordType: index === 1 ? 2 : 0,
      hasRecordFile: false,
    }
  })
}

/** UTC, although the text does not say so. */
function utcText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace('T', ' ')
}

function hex(text: string): string {
  return createHash('sha256').update(`meetkeep demo ${text}`).digest('hex')
}

function digits(text: string, count: number): string {
  return String(Number.parseInt(hex(text).slice(0, 10), 16))
    .padStart(count, '0')
    .slice(-count)
}
