import { z } from 'zod'
import { DOWNLOAD_STATES } from './download-states.ts'
import { failureSchema } from './failure-schema.ts'
import { minutesFileSchema } from './own-minutes.ts'

/** What a file is, so that a fresh link can be asked for at any time. Its identity; never a URL or a token. */
export const sourceSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('recording'),
    /** Base URL of the service. */
    site: z.string(),
    confUUID: z.string(),
    fileType: z.string(),
    part: z.number().int().min(1),
  }),
  z.object({
    kind: z.literal('material'),
    site: z.string(),
    programId: z.string(),
    materialId: z.string(),
  }),
  z.object({
    kind: z.literal('minutes'),
    site: z.string(),
    fileCode: z.string(),
    file: minutesFileSchema,
  }),
])
export type Source = z.infer<typeof sourceSchema>

export const downloadSchema = z.object({
  id: z.string(),
  source: sourceSchema,
  /** What it belongs to: the recording's subject, the program's name or the minutes' topic. */
  title: z.string(),
  /** ISO start of the meeting, when known. */
  startTime: z.string().nullable(),
  parts: z.number().int().min(1),
  folder: z.string(),
  /** Final name inside folder, with extension. */
  fileName: z.string(),
  state: z.enum(DOWNLOAD_STATES),
  receivedBytes: z.number(),
  /** null until the server has said. */
  totalBytes: z.number().nullable(),
  /** Smoothed, 0 unless running. */
  bytesPerSecond: z.number(),
  /** ISO: when a retrying one goes on. */
  resumesAt: z.string().nullable(),
  /** Why it failed, is blocked, or last had to wait. */
  failure: failureSchema.nullable(),
  /** Hex, once saved. */
  sha256: z.string().nullable(),
  /** It was there already: nothing was fetched. */
  wasSavedBefore: z.boolean(),
  /** Its place in the queue: of those that wait, the lowest goes first. */
  rank: z.number().default(0),
  addedAt: z.string(),
  savedAt: z.string().nullable(),
})
export type Download = z.infer<typeof downloadSchema>

/** How a batch of downloads ended, in files. */
export const batchEndSchema = z.object({
  saved: z.number(),
  failed: z.number(),
  /** Nothing goes on with these until somebody does something: a full disk, a session that has ended. */
  stopped: z.number(),
})
export type BatchEnd = z.infer<typeof batchEndSchema>

/** Something the user should know that belongs to no single call, e.g. a state file that was set aside. */
export const noticeSchema = z.object({
  kind: z.enum([
    'state-set-aside',
    'journal-set-aside',
    'sidecar-not-written',
    'link-not-opened',
    'shortcut-taken',
    'minutes-sent',
    'minutes-not-sent',
    'main-failed',
    'start-failed',
    'no-sandbox',
  ]),
  /** The file, folder, scheme of links, keys or minutes it is about, or what the failure said. */
  subject: z.string(),
})
export type Notice = z.infer<typeof noticeSchema>
