import { z } from 'zod'

/**
 * The file types the app knows; any other value is shown as it is. Hd, Sd and Aux as the download links spell them,
 * Audio for the audio-only files that `record/info` alone names.
 */
export const KNOWN_FILE_TYPES = ['Hd', 'Sd', 'Aux', 'Audio'] as const

/** A file type by name, known or not. */
export const fileTypeSchema = z.string().min(1).max(40)

export const recordingSchema = z.object({
  confUUID: z.string(),
  /** Meeting ID as people dial it; several recordings share one. */
  confID: z.string(),
  subject: z.string(),
  schedulerName: z.string(),
  /** ISO UTC instant; null when the service's text could not be read as a time. */
  startTime: z.string().nullable(),
  /** The service's own text of the start, shown when startTime is null. */
  startText: z.string(),
  durationSeconds: z.number().nullable(),
  /** [Note: rcdSize] whole MB, 0 for short recordings: never an exact size, and 0 does not mean empty. */
  sizeMB: z.number().nullable(),
  /** ready: can be downloaded · transcoding: being prepared · unavailable: the service says it cannot be played. */
  state: z.enum(['ready', 'transcoding', 'unavailable']),
  /** ISO, estimated by the service; only while transcoding. */
  readyAt: z.string().nullable(),
  playbackUrls: z.array(z.string()),
  /** Who may watch: anyone with the link, the enterprise, participants; null when not said. */
  audience: z.enum(['link', 'enterprise', 'participants']).nullable(),
})
export type Recording = z.infer<typeof recordingSchema>

export const recordingQuerySchema = z.object({
  /** ISO instants; both ends belong to the range. */
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  search: z.string().max(200).optional(),
  /** Administrators: all users of the enterprise, not only one's own. */
  allUsers: z.boolean().optional(),
  order: z.enum(['newest', 'oldest']).optional(),
})
export type RecordingQuery = z.infer<typeof recordingQuerySchema>

export const recordingListSchema = z.object({
  items: z.array(recordingSchema),
  /** What the service says the total is; may differ from items.length when rows were dropped or doubled. */
  count: z.number(),
})
export type RecordingList = z.infer<typeof recordingListSchema>

/** A piece of a list that is loaded while it is scrolled. */
export const recordingPageSchema = z.object({
  /** Rows that no page before had; the order is the service's. */
  items: z.array(recordingSchema),
  /** What the service says the total is; null when it does not say. */
  count: z.number().nullable(),
  isLast: z.boolean(),
})
export type RecordingPage = z.infer<typeof recordingPageSchema>

/** A stretch of time of which only the number of recordings is wanted. */
export const spanSchema = z.object({ from: z.iso.datetime(), to: z.iso.datetime() })
export type Span = z.infer<typeof spanSchema>

/**
 * [Note: identity of a recording file] site + confUUID + file type + part. Hd, Sd and Aux are different files
 * of one meeting, and a recording of over three hours has several parts. A token or URL is never an identity.
 */
export const recordingFileSchema = z.object({
  /** As the service spells it: Hd, Sd, Aux, or whatever else it sends. */
  fileType: z.string(),
  /** 1-based part within its type. */
  part: z.number().int().min(1),
  /** How many parts this type has. */
  parts: z.number().int().min(1),
  /** With the dot, lower case, from the link's path; '.mp4' ('.m4a' for Audio) when it has none. */
  extension: z.string(),
  /** Exact size, where the service gives one. */
  bytes: z.number().int().min(1).optional(),
  /** Hex, lower case, where the service gives it. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
})
export type RecordingFile = z.infer<typeof recordingFileSchema>

/** A recording file that is saved here. */
export const savedFileSchema = z.object({
  /** Base URL of the service. */
  site: z.string(),
  confUUID: z.string(),
  fileType: z.string(),
  part: z.number(),
})
export type SavedFile = z.infer<typeof savedFileSchema>
