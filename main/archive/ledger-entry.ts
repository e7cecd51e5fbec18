import { z } from 'zod'
import { recordingSchema } from '../../contract/recording.ts'
import { MAX_TEXT, siteName } from '../library/description.ts'

/** Most files of one recording that the ledger lists. */
const MAX_FILES = 5000

const text = z.string().max(MAX_TEXT)
const instant = z.iso.datetime({ offset: true })

/**
 * saved: all its files were here · partly: listed, and not all here yet · waiting: the service is still preparing it
 * · failed: with the error of the last pass · notAllowed: the service refuses its files to this account · excluded:
 * by the rule · gone: no longer listed before it was saved
 */
const LEDGER_STATES = ['saved', 'partly', 'waiting', 'failed', 'notAllowed', 'excluded', 'gone'] as const

/** What the ledger says of a recording. */
export const ledgerEntrySchema = z.object({
  /** Name of the site, as in descriptions. */
  site: text,
  confUUID: text.min(1),
  topic: text,
  scheduler: text,
  /** ISO UTC; null when unknown. */
  start: instant.nullable(),
  seconds: z.number().nullable(),
  sizeMB: z.number().nullable(),
  state: z.enum(LEDGER_STATES),
  /** ISO: since when it has this state. */
  since: instant,
  /** ISO: when the service expects to have prepared it; null when unknown or not waiting. */
  until: instant.nullable(),
  /** Code of the error of a failed recording. */
  error: z.string().max(100).nullable(),
  /** ISO: when its files were looked up last; null: never. */
  lookedUpAt: instant.nullable(),
  /** The types that were asked for then; [] means all. */
  types: z.array(z.string().max(40)).max(50),
  /** Its files of these types. */
  files: z.array(z.object({ fileType: z.string().max(200), part: z.number().int().min(1) })).max(MAX_FILES),
  /** When the service refused its files last (ISO), and what the list said of it then; missing: never. */
  refused: z.object({ at: instant, listedAs: recordingSchema.shape.state }).optional(),
  /** The widest list that named it. */
  listedBy: z.object({ who: text, search: text }),
})
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>

/** How the last pass ended. */
export const ledgerRunSchema = z.object({
  startedAt: instant,
  endedAt: instant,
  /** failed: something needs the user · interrupted: by a signal */
  outcome: z.enum(['done', 'failed', 'interrupted']),
  /** Number of recordings that the service listed. */
  listed: z.number().int().min(0),
  /** Files saved by it, and their bytes. */
  saved: z.number().int().min(0),
  bytes: z.number().min(0),
})
export type LedgerRun = z.infer<typeof ledgerRunSchema>

/** Identifies a recording, in the ledger and in a folder: the name of its site and its id. */
export function recordingKey(site: string, confUUID: string): string {
  return JSON.stringify([siteName(site), confUUID])
}
