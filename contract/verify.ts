import { z } from 'zod'

/** What verifying a saved file has found: it was read whole and is unchanged, or why not. */
export const VERIFY_OUTCOMES = [
  'verified',
  'damaged',
  'changed',
  'missing',
  'not-connected',
  'unreadable',
] as const
export type VerifyOutcome = (typeof VERIFY_OUTCOMES)[number]

/** Items that one call may ask for. */
const MAX_VERIFIED_ITEMS = 10_000
/** Rows of the report that the page gets; the saved report has all. */
export const MAX_REPORT_ROWS = 1000

const amountSchema = z.object({ done: z.number(), of: z.number() })

/** The verification of saved files: the one under way, or else the last one. */
export const verifyStateSchema = z.object({
  /** `idle`: nothing to do · `waiting`: goes on when no download is running. */
  phase: z.enum(['idle', 'running', 'paused', 'waiting']),
  files: amountSchema,
  bytes: amountSchema,
  /** Item whose file is being read. */
  current: z.object({ key: z.string(), title: z.string() }).nullable(),
  /** Numbers of files. */
  outcomes: z.record(z.enum(VERIFY_OUTCOMES), z.number()),
  /** ISO: when it was begun and when it ended; null if nothing was asked for, and while it is not over. */
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** It was ended before all files were read. */
  isStopped: z.boolean(),
})
export type VerifyState = z.infer<typeof verifyStateSchema>

/** A file that is not as it was saved. */
const verifyProblemSchema = z.object({
  /** Key of its item in the library. */
  key: z.string(),
  title: z.string(),
  /** ISO start of the meeting; null when unknown. */
  start: z.string().nullable(),
  name: z.string(),
  folder: z.string(),
  bytes: z.number(),
  outcome: z.enum(VERIFY_OUTCOMES),
})
export type VerifyProblem = z.infer<typeof verifyProblemSchema>

export const VERIFY_ACTIONS = ['pause', 'resume', 'stop', 'dismiss'] as const
export type VerifyAction = (typeof VERIFY_ACTIONS)[number]

/** The calls about verifying (contract/ipc.ts). */
export const VERIFY_CALLS = {
  /** Reads the files of items again, in the background, after those that were asked for before. */
  'library.verify': {
    input: z.object({
      keys: z.union([z.literal('all'), z.array(z.string().min(1).max(1000)).min(1).max(MAX_VERIFIED_ITEMS)]),
    }),
    output: verifyStateSchema,
  },
  'library.verifyState': { input: z.void(), output: verifyStateSchema },
  /** `stop` ends it and keeps what was found; `dismiss` forgets the report of one that has ended. */
  'library.verifyAct': { input: z.object({ action: z.enum(VERIFY_ACTIONS) }), output: verifyStateSchema },
  /** The files that are not as they were saved. */
  'library.verifyReport': { input: z.void(), output: z.array(verifyProblemSchema).max(MAX_REPORT_ROWS) },
  /** ISO: every saved file was read whole since then; null if unknown. `isDue`: the schedule has a share to read. */
  'library.rereads': {
    input: z.void(),
    output: z.object({ since: z.string().nullable(), isDue: z.boolean() }),
  },
  /** Saves the report as CSV, where the user chooses; false: the dialog was cancelled. */
  'library.saveVerifyReport': { input: z.void(), output: z.object({ isSaved: z.boolean() }) },
} as const

/** The events about verifying (contract/ipc.ts). */
export const VERIFY_EVENTS = { 'library.verifyChanged': verifyStateSchema } as const
