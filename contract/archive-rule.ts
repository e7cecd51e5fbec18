import { z } from 'zod'
import { failureSchema } from './failure-schema.ts'
import { nameTemplateSchema } from './name-template.ts'
import { fileTypesSchema } from './recording.ts'

/** Most rules side by side. */
export const MAX_RULES = 20
/** Rows of a dry run that the page gets; its numbers count all. */
export const MAX_DRY_RUN_ROWS = 200

const text = z.string().trim().max(200)
const texts = z.array(text.min(1)).max(100)

/** When the passes of a rule begin. */
export const ruleScheduleSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('every'),
    hours: z
      .number()
      .int()
      .min(1)
      .max(24 * 31),
  }),
  z.object({
    kind: z.literal('at'),
    /** HH:MM of each day. */
    times: z
      .array(
        z
          .string()
          .max(5)
          .regex(/^([01]\d|2[0-3]):[0-5]\d$/),
      )
      .min(1)
      .max(24),
    /** IANA name; null: the zone of this computer. */
    zone: z.string().max(100).nullable(),
  }),
])
export type RuleSchedule = z.infer<typeof ruleScheduleSchema>

/** What the app archives by itself, where, and when. */
export const archiveRuleSchema = z.object({
  /** Made by the page: a UUID. */
  id: z
    .string()
    .max(64)
    .regex(/^[\w-]+$/),
  name: text.min(1),
  /** A rule that is off keeps its coverage, and runs only when asked. */
  isOn: z.boolean(),
  /** Absolute path; one that was chosen in main's dialog, or that main knows. */
  folder: z.string().min(1).max(4096),
  /** Administrators: recordings of all users; otherwise those of the signed-in one. */
  allUsers: z.boolean(),
  /** Names of schedulers; [] means all. */
  schedulers: texts,
  /** Which recordings: those of so many days before each pass, or from a day (YYYY-MM-DD) on. */
  since: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('days'), days: z.number().int().min(1).max(36_500) }),
    z.object({ kind: z.literal('day'), day: z.iso.date() }),
  ]),
  /** Topic, scheduler or meeting ID, for the service; '' for all. */
  search: text,
  /** Topics with one of these texts, in any case, are left out. */
  exclude: texts,
  /** Shorter recordings are left out; 0: none. */
  minSeconds: z.number().int().min(0).max(86_400),
  /** [] means all. */
  fileTypes: fileTypesSchema,
  /** null: the one in the settings. */
  nameTemplate: nameTemplateSchema.nullable(),
  schedule: ruleScheduleSchema,
  /** For so long after a recording its files may still become more, and are looked up by every pass. */
  lookBackHours: z
    .number()
    .int()
    .min(0)
    .max(24 * 60),
  /** A pass waits so long for recordings that the service is still preparing. */
  waitMinutes: z
    .number()
    .int()
    .min(0)
    .max(24 * 60),
})
export type ArchiveRule = z.infer<typeof archiveRuleSchema>

/** Rules as they are kept, each id once; one that is not valid drops alone. */
export const archiveRulesSchema = z
  .array(z.unknown())
  .catch([])
  .transform((list) => {
    const rules = list.flatMap((item) => archiveRuleSchema.safeParse(item).data ?? [])
    return [...new Map(rules.map((rule) => [rule.id, rule])).values()].slice(0, MAX_RULES)
  })

/** How much of what a rule has seen is saved: numbers of recordings, but for files and bytes. */
const ruleCoverageSchema = z.object({
  recordings: z.number(),
  complete: z.number(),
  /** Not complete, and in none of the following. */
  partly: z.number(),
  /** The service is still preparing them. */
  waiting: z.number(),
  failed: z.number(),
  notAllowed: z.number(),
  /** No longer listed, and not whole here. */
  goneBeforeSaved: z.number(),
  /** Whole files, and their bytes. */
  files: z.number(),
  bytes: z.number(),
  /** Files that were saved and are not there; files and descriptions that are damaged. */
  missing: z.number(),
  damaged: z.number(),
  /** ISO start of the oldest recording that can still be saved and is not; null: none. */
  oldestNotSaved: z.string().nullable(),
})
export type RuleCoverage = z.infer<typeof ruleCoverageSchema>

/** What happened to a rule, and what will. */
export const ruleStateSchema = z.object({
  id: z.string(),
  /** `queued`: waits for the pass of another rule · `listing` and `fetching`: its pass is running. */
  phase: z.enum(['idle', 'queued', 'listing', 'fetching', 'stopping']),
  /** While fetching: recordings that have been dealt with, of those the pass wants. */
  progress: z.object({ done: z.number(), of: z.number() }).nullable(),
  /** ISO; null: the rule is off, or its pass is running. */
  nextPassAt: z.string().nullable(),
  lastPass: z
    .object({
      startedAt: z.string(),
      endedAt: z.string(),
      outcome: z.enum(['done', 'failed', 'interrupted']),
      /** Recordings that were listed; files saved, and their bytes. */
      listed: z.number(),
      saved: z.number(),
      bytes: z.number(),
    })
    .nullable(),
  /** null: not read yet, or the folder is not there (see `failure`). */
  coverage: ruleCoverageSchema.nullable(),
  /** Why the last pass could not do its work, e.g. AUTH_REQUIRED, FOLDER_MISSING; null: it could. */
  failure: failureSchema.nullable(),
})
export type RuleState = z.infer<typeof ruleStateSchema>

/** What a pass of a rule would do now. */
export const dryRunSchema = z.object({
  /** Numbers of recordings. */
  listed: z.number(),
  /** Complete in the folder. */
  here: z.number(),
  toFetch: z.number(),
  waiting: z.number(),
  excluded: z.number(),
  goneBeforeSaved: z.number(),
  /** Estimated size of what is to be fetched; null: the service told no size. */
  bytes: z.number().nullable(),
  /** Free room on the disk of the folder; null: unknown. */
  freeBytes: z.number().nullable(),
  /** The first of those to fetch, oldest first. */
  rows: z
    .array(
      z.object({
        confUUID: z.string(),
        topic: z.string(),
        scheduler: z.string(),
        start: z.string().nullable(),
        seconds: z.number().nullable(),
        bytes: z.number().nullable(),
      }),
    )
    .max(MAX_DRY_RUN_ROWS),
  /** Why the list is not complete; null: it is. */
  failure: failureSchema.nullable(),
})
export type DryRun = z.infer<typeof dryRunSchema>

const ruleId = z.object({ id: z.string().max(64) })

/** The calls about rules (contract/ipc.ts). */
export const RULE_CALLS = {
  'rules.list': {
    input: z.void(),
    output: z.object({ rules: z.array(archiveRuleSchema), states: z.array(ruleStateSchema) }),
  },
  /** Adds a rule, or replaces the one with its id. Rejects with BAD_INPUT for a folder that was not chosen. */
  'rules.save': { input: archiveRuleSchema, output: z.void() },
  /** Forgets a rule; what it saved, and its ledger, stay in the folder. */
  'rules.remove': { input: ruleId, output: z.void() },
  /** `run` begins a pass now, `stop` ends the one that runs; what it has saved stays. */
  'rules.act': { input: ruleId.extend({ action: z.enum(['run', 'stop']) }), output: z.void() },
  /** What a pass would do now. A new dry run ends the one before, which rejects with CANCELLED. */
  'rules.dryRun': { input: archiveRuleSchema, output: dryRunSchema },
  'rules.cancelDryRun': { input: z.void(), output: z.void() },
  /** Asks for a folder in main's dialog; null: the dialog was cancelled. */
  'rules.chooseFolder': { input: z.void(), output: z.object({ folder: z.string().nullable() }) },
  /** Saves the report of a rule where the user chooses, as CSV or as one HTML page, by the name's ending. */
  'rules.saveReport': {
    input: ruleId.extend({ format: z.enum(['csv', 'html']) }),
    output: z.object({ isSaved: z.boolean() }),
  },
} as const

/** The events about rules (contract/ipc.ts). */
export const RULE_EVENTS = {
  /** Rules or their states changed: everything there is, as there are few. */
  'rules.changed': z.object({ rules: z.array(archiveRuleSchema), states: z.array(ruleStateSchema) }),
} as const
