import { z } from 'zod'

/**
 * File types known to the app; other values are shown unchanged. Hd, Sd and Aux as in the download links,
 * Audio for the audio-only files that only `record/info` lists.
 */
export const KNOWN_FILE_TYPES = ['Hd', 'Sd', 'Aux', 'Audio'] as const

/** Name of a file type, known or not. */
export const fileTypeSchema = z.string().min(1).max(40)
/** Types that are wanted. */
export const fileTypesSchema = z.array(fileTypeSchema).max(20)

export const recordingSchema = z.object({
  confUUID: z.string(),
  /** Meeting ID as dialled; several recordings share one. */
  confID: z.string(),
  subject: z.string(),
  schedulerName: z.string(),
  /** ISO UTC instant; null when the service's text cannot be parsed. */
  startTime: z.string().nullable(),
  /** The service's own text of the start, shown when startTime is null. */
  startText: z.string(),
  durationSeconds: z.number().nullable(),
  /** [Note: rcdSize] whole MB, 0 for short recordings: never an exact size, and 0 does not mean empty. */
  sizeMB: z.number().nullable(),
  /**
   * ready: can be downloaded · transcoding: being prepared · unavailable: the service reports that it cannot
   * be played.
   */
  state: z.enum(['ready', 'transcoding', 'unavailable']),
  /** ISO: when it was prepared; while transcoding the service's estimate, which may have passed. */
  readyAt: z.string().nullable(),
  playbackUrls: z.array(z.string()),
  /** Who may watch or download: anyone with the link, the enterprise, participants; null when unknown. */
  audience: z.enum(['link', 'enterprise', 'participants']).nullable(),
  /** The service's own number of an audience that this app does not know. */
  audienceCode: z.number().optional(),
})
export type Recording = z.infer<typeof recordingSchema>

export const recordingQuerySchema = z.object({
  /** ISO instants, both ends inclusive. */
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  search: z.string().max(200).optional(),
  /** Administrators: all users of the enterprise, not only their own recordings. */
  allUsers: z.boolean().optional(),
  order: z.enum(['newest', 'oldest']).optional(),
})
export type RecordingQuery = z.infer<typeof recordingQuerySchema>

export const recordingListSchema = z.object({
  items: z.array(recordingSchema),
  /** Total reported by the service; may differ from items.length when rows were dropped or duplicated. */
  count: z.number(),
  /** false: the service announced more recordings than it returned, its list had no end, or rows have no id. */
  isComplete: z.boolean(),
  /** If rows without an id are missing: topic and start of up to three; '' if neither is known. */
  withoutId: z.string().optional(),
})
export type RecordingList = z.infer<typeof recordingListSchema>

/** A page of an infinite list. The page after the last one of an incomplete list fails with LIST_INCOMPLETE. */
export const recordingPageSchema = z.object({
  /** Rows that no earlier page had, in the service's order. */
  items: z.array(recordingSchema),
  /** Total reported by the service; null when unknown. */
  count: z.number().nullable(),
  isLast: z.boolean(),
})
export type RecordingPage = z.infer<typeof recordingPageSchema>

/** A time span for which only the number of recordings is needed. */
export const spanSchema = z.object({ from: z.iso.datetime(), to: z.iso.datetime() })
export type Span = z.infer<typeof spanSchema>

/**
 * [Note: identity of a recording file] site + confUUID + file type + part. Hd, Sd and Aux are different files
 * of one meeting, and a recording of over three hours has several parts. A token or URL is never an identity.
 */
export const recordingFileSchema = z.object({
  /** As spelled by the service: Hd, Sd, Aux, or any other value. */
  fileType: z.string(),
  /** 1-based part number within its type. */
  part: z.number().int().min(1),
  /** Number of parts of this type. */
  parts: z.number().int().min(1),
  /** With the dot, lower case, from the link's path; '.mp4' ('.m4a' for Audio) when it has none. */
  extension: z.string(),
  /** Exact size, when the service reports one. */
  bytes: z.number().int().min(1).optional(),
  /** Hex, lower case, when the service reports it. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  /** Request id of the answer that named the file, when the service sends one. */
  requestId: z.string().optional(),
})
export type RecordingFile = z.infer<typeof recordingFileSchema>

/** Which of a recording's files. */
export type FilePlace = Pick<RecordingFile, 'fileType' | 'part'>

/** Recordings whose saved files one call may ask for. */
export const MAX_SAVED_ASKED = 500

/** A recording file saved on this machine. */
export const savedFileSchema = z.object({
  /** Base URL of the service. */
  site: z.string(),
  confUUID: z.string(),
  fileType: z.string(),
  part: z.number(),
})
export type SavedFile = z.infer<typeof savedFileSchema>

/** Files that count as saved from now on, and those that no longer do: deleted, changed or damaged. */
export const savedFilesChangeSchema = z.object({
  added: z.array(savedFileSchema),
  removed: z.array(savedFileSchema),
})
export type SavedFilesChange = z.infer<typeof savedFilesChangeSchema>
