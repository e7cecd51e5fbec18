import { z } from 'zod'
import { DOWNLOAD_STATES } from './download-states.ts'
import { failureSchema } from './failure-schema.ts'
import { minutesFileSchema } from './own-minutes.ts'

/** Identifies a file, so that a fresh link can be requested at any time. Never contains a URL or a token. */
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
  /** Final name inside folder, with extension; may have folders of its own, separated by `/`. */
  fileName: z.string(),
  state: z.enum(DOWNLOAD_STATES),
  receivedBytes: z.number(),
  /** null until the server reports it. */
  totalBytes: z.number().nullable(),
  /** Smoothed, 0 unless running. */
  bytesPerSecond: z.number(),
  /** ISO: when a retrying, postponed or blocked download resumes. */
  resumesAt: z.string().nullable(),
  /** Why it failed, is blocked, or last had to wait. */
  failure: failureSchema.nullable(),
  /** Hex, once saved. */
  sha256: z.string().nullable(),
  /** The file had been saved before: nothing was downloaded. */
  wasSavedBefore: z.boolean(),
  /** The order it belongs to (contract/order.ts); null for none. */
  orderId: z.string().nullable().default(null),
  /** Position in the queue: the waiting download with the lowest rank starts first. */
  rank: z.number().default(0),
  addedAt: z.string(),
  savedAt: z.string().nullable(),
})
export type Download = z.infer<typeof downloadSchema>

/** Result of a batch, as numbers of files. */
export const batchEndSchema = z.object({
  saved: z.number(),
  failed: z.number(),
  /** Held until the user acts: a full disk, a session that has ended. */
  stopped: z.number(),
})
export type BatchEnd = z.infer<typeof batchEndSchema>

/** A notice that belongs to no single call, e.g. a quarantined state file. */
export const noticeSchema = z.object({
  kind: z.enum([
    'state-quarantined',
    'trust-dropped',
    'library-too-new',
    'journal-quarantined',
    'sidecar-not-written',
    'files-not-removed',
    'files-damaged',
    'damaged-file-set-aside',
    'not-durable',
    'link-not-opened',
    'shortcut-taken',
    'service-asks-to-wait',
    'service-limit-reached',
    'minutes-sent',
    'minutes-not-sent',
    'main-failed',
    'start-failed',
    'no-sandbox',
  ]),
  /** The file, folder, hosts, link scheme, shortcut, time of day or minutes it is about, or the text of the failure. */
  subject: z.string(),
})
export type Notice = z.infer<typeof noticeSchema>
