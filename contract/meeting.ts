import { z } from 'zod'
import { rowText } from './row-text.ts'

const ended = {
  /** Unique within its source: unique_id of ProCONF, where room names repeat; confUUID of the cloud. */
  uniqueId: rowText,
  /** ISO; null when missing or not a date. */
  startedAt: rowText.nullable(),
  endedAt: rowText.nullable(),
  /** null when either end is missing or they are in the wrong order. */
  durationSeconds: z.number().nullable(),
}

export const serverMeetingSchema = z.object({ source: z.literal('proconf'), ...ended, roomName: rowText })
export type ServerMeeting = z.infer<typeof serverMeetingSchema>

/**
 * The fields kept from the cloud's answer: it also contains passwords and the links of guests and chairs,
 * which are dropped.
 */
export const cloudMeetingSchema = z.object({
  source: z.literal('cloud'),
  ...ended,
  subject: rowText,
  /** Meeting ID as dialled; a meeting held several times has several rows. */
  confID: rowText,
  schedulerName: rowText,
  /** The service reports a recording; look it up by uniqueId, which is its confUUID. */
  hasRecording: z.boolean(),
})
export type CloudMeeting = z.infer<typeof cloudMeetingSchema>

export type EndedMeeting = ServerMeeting | CloudMeeting

export const meetingQuerySchema = z.object({
  /** ISO instants, both ends inclusive. */
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** Administrators: all users of the enterprise, not only their own meetings. */
  allUsers: z.boolean().optional(),
})
export type MeetingQuery = z.infer<typeof meetingQuerySchema>
