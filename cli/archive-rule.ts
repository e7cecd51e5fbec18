import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { fileTypesSchema } from '../contract/recording.ts'
import type { Language } from '../i18n/languages.ts'
import { textOf } from '../i18n/texts.ts'
import type { Rule } from '../main/archive/rule.ts'
import { readInstant } from './dates.ts'
import { valueParsers } from './option-values.ts'
import { UsageError } from './usage-error.ts'

/** What an archive is to hold, as on the command line or in a rule file; the names are those of the options. */
export interface RuleOptions {
  since?: string | undefined
  until?: string | undefined
  all?: boolean | undefined
  search?: string | undefined
  exclude?: string[] | undefined
  /** Names of schedulers; in a rule file only. */
  schedulers?: string[] | undefined
  /** ms, here and below. */
  minLength?: number | undefined
  types?: string[] | undefined
  name?: string | undefined
  wait?: number | undefined
  lookBack?: number | undefined
}

/** Before the service existed. */
const EARLIEST = '2018-01-01T00:00:00.000Z'
const DAY_MS = 86_400_000
/** Files of a recording that was stopped and started again come hours after its first ones. */
const LOOK_BACK_MS = DAY_MS
const MOST_BYTES = 1_000_000

/**
 * Reads a rule file: JSON with the names of the options, and values as on the command line. Throws UsageError for a
 * file that cannot be read, and for anything else than a rule in it.
 */
export async function readRuleFile(path: string, language: Language): Promise<RuleOptions> {
  const { time } = valueParsers(textOf(language))
  const span = z.string().transform((text, context) => {
    try {
      return time(text)
    } catch {
      context.addIssue({ code: 'custom' })
      return z.NEVER
    }
  })
  const texts = z.array(z.string().min(1).max(200)).max(1000)
  const schema = z.strictObject({
    since: z.string().optional(),
    until: z.string().optional(),
    all: z.boolean().optional(),
    search: z.string().max(200).optional(),
    exclude: texts.optional(),
    schedulers: texts.optional(),
    minLength: span.optional(),
    types: fileTypesSchema.optional(),
    name: z.string().max(500).optional(),
    wait: span.optional(),
    lookBack: span.optional(),
  })
  let text = ''
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    throw new UsageError('unusable', { variable: '--rule', path }, { cause })
  }
  const read = schema.safeParse(jsonOf(text))
  if (read.success) return read.data
  const [issue] = read.error.issues
  const field = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.join('.')
  throw new UsageError(field ? 'ruleField' : 'ruleFile', { path, field: field ?? '' })
}

function jsonOf(text: string): unknown {
  if (text.length > MOST_BYTES) return null
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return null
  }
}

/** The rule of a pass that starts at `now`: options of the command line before those of the rule file. */
export function ruleOf(options: RuleOptions, file: RuleOptions, now: Date): Rule {
  const pick = <K extends keyof RuleOptions>(name: K): RuleOptions[K] => options[name] ?? file[name]
  const [since, until] = [pick('since'), pick('until')]
  const from = since === undefined ? EARLIEST : instantOfSince(since, now).toISOString()
  // A day more: the clocks of this machine and of the service differ.
  const end = until === undefined ? new Date(now.getTime() + DAY_MS) : readInstant('--until', until, 'end')
  const to = end.toISOString()
  if (from > to) throw new UsageError('sinceAfterUntil', { since: since ?? '', until: until ?? '' })
  return {
    ...{
      from,
      to,
      isRolling: since !== undefined && daysOfSince(since) !== null,
      allUsers: pick('all') ?? false,
      search: pick('search') ?? '',
    },
    ...{ exclude: pick('exclude') ?? [], schedulers: file.schedulers ?? [] },
    minSeconds: (pick('minLength') ?? 0) / 1000,
    types: pick('types') ?? [],
    lookBackMs: pick('lookBack') ?? LOOK_BACK_MS,
  }
}

/** A day or a time, or so many days before now: `30d`. */
function instantOfSince(text: string, now: Date): Date {
  const days = daysOfSince(text)
  return days === null ? readInstant('--since', text, 'start') : new Date(now.getTime() - days * DAY_MS)
}

function daysOfSince(text: string): number | null {
  const [, days] = /^(\d{1,5})d$/.exec(text.trim()) ?? []
  return days === undefined ? null : Number(days)
}
