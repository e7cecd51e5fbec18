import { z } from 'zod'
import { sourceSchema } from '../../contract/download.ts'

/** What is known of the meeting of a recording beyond its title and start; '' and null for unknown. */
export const meetingSchema = z.object({
  /** Meeting ID as people dial it. */
  confID: z.string(),
  scheduler: z.string(),
  durationSeconds: z.number().nullable(),
  /** The enterprise whose lists have had it, when known. */
  enterpriseId: z.string().optional(),
})
export type Meeting = z.infer<typeof meetingSchema>

/** A saved file, as the index of the library knows it. The folder it is in knows the same, and more. */
export const entrySchema = z.object({
  source: sourceSchema,
  /** Absolute. */
  path: z.string(),
  /** The real path when it was saved, with links resolved. */
  realPath: z.string().optional(),
  bytes: z.number(),
  sha256: z.string(),
  title: z.string(),
  /** ISO. */
  savedAt: z.string(),
  /** ISO start of the meeting, when known. */
  startTime: z.string().nullable().optional(),
  /** Number of parts of its type. */
  parts: z.number().int().min(1).optional(),
  meeting: meetingSchema.nullable().optional(),
  /** Time of the last change on disk when it was saved, adopted or verified, in ms. */
  modifiedMs: z.number().optional(),
  /** ISO: when it was last read whole and found unchanged; null or missing if never since it was saved. */
  verifiedAt: z.string().nullable().optional(),
  /** ISO: when it was last read whole and found to be damaged; null or missing if it was not. */
  damagedAt: z.string().nullable().optional(),
})
export type LibraryEntry = z.infer<typeof entrySchema>
