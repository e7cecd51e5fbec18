import { z } from 'zod'

/** An ended meeting of a ProCONF application server. Room names repeat: uniqueId is the key. */
export const endedMeetingSchema = z.object({
  uniqueId: z.string(),
  roomName: z.string(),
  /** ISO; null when missing or not a date. */
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** null when either end is missing or they are in the wrong order. */
  durationSeconds: z.number().nullable(),
})
export type EndedMeeting = z.infer<typeof endedMeetingSchema>
