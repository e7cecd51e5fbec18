import { type ArchiveRule, archiveRuleSchema } from '../../contract/archive-rule.ts'
import { DEFAULT_NAME_TEMPLATE } from '../../contract/name-template.ts'
import type { Settings } from '../../contract/settings.ts'

/** Whose recordings a rule saves. */
export type RuleScope = 'everyone' | 'schedulers' | 'mine'

/** A rule as its form has it: what is typed may be no number, no time and no day. */
export interface RuleDraft {
  id: string
  isOn: boolean
  name: string
  scope: RuleScope
  /** Names, separated by commas or lines. */
  schedulers: string
  sinceKind: 'days' | 'day'
  days: string
  day: string
  search: string
  exclude: string
  minMinutes: string
  fileTypes: string[]
  folder: string
  hasOwnNames: boolean
  nameTemplate: string
  scheduleKind: 'every' | 'at'
  hours: string
  /** Times of day, separated by commas, blanks or lines. */
  times: string
  /** '': the zone of this computer. */
  zone: string
  lookBackHours: string
  waitMinutes: string
}

/** What is wrong with a field; `bound` is the number that it must not pass. */
export interface DraftProblem {
  code: 'empty' | 'number' | 'tooSmall' | 'tooLarge' | 'tooMany' | 'time' | 'day' | 'zone' | 'invalid'
  bound?: number
}
export type DraftProblems = Partial<Record<keyof RuleDraft, DraftProblem>>

/** The service usually keeps recordings for half a year: a first pass saves all that is there. */
const FIRST_DAYS = 180
/** As in the terminal: for a day after a recording more files may appear. */
const LOOK_BACK_HOURS = 24

/** A rule that can be saved without a change, once a folder is known. `isAdmin` null: unknown. */
export function newRule(
  settings: Pick<Settings, 'folder' | 'fileTypes'>,
  { id, name, isAdmin }: { id: string; name: string; isAdmin: boolean | null },
): ArchiveRule {
  return {
    ...{ id, name, isOn: true, folder: settings.folder ?? '', fileTypes: settings.fileTypes },
    ...{ allUsers: isAdmin === true, schedulers: [], search: '', exclude: [], minSeconds: 0 },
    since: { kind: 'days', days: FIRST_DAYS },
    nameTemplate: null,
    schedule: { kind: 'every', hours: 24 },
    ...{ lookBackHours: LOOK_BACK_HOURS, waitMinutes: 0 },
  }
}

export function draftOf(rule: ArchiveRule, today: string): RuleDraft {
  const { id, isOn, name, search, fileTypes, folder, since, schedule } = rule
  return {
    ...{ id, isOn, name, search, fileTypes, folder },
    scope: rule.schedulers.length > 0 ? 'schedulers' : rule.allUsers ? 'everyone' : 'mine',
    schedulers: rule.schedulers.join(', '),
    sinceKind: since.kind,
    days: String(since.kind === 'days' ? since.days : FIRST_DAYS),
    day: since.kind === 'day' ? since.day : today,
    exclude: rule.exclude.join(', '),
    minMinutes: String(rule.minSeconds / 60),
    hasOwnNames: rule.nameTemplate !== null,
    nameTemplate: rule.nameTemplate ?? DEFAULT_NAME_TEMPLATE,
    scheduleKind: schedule.kind,
    hours: String(schedule.kind === 'every' ? schedule.hours : 24),
    times: schedule.kind === 'at' ? schedule.times.join(', ') : '03:00',
    zone: schedule.kind === 'at' ? (schedule.zone ?? '') : '',
    lookBackHours: String(rule.lookBackHours),
    waitMinutes: String(rule.waitMinutes),
  }
}

/** The rule of a draft, or what is wrong with its fields. */
export function ruleOf(
  draft: RuleDraft,
): { rule: ArchiveRule; problems: null } | { rule: null; problems: DraftProblems } {
  const own: DraftProblems = {}
  const schedulers = draft.scope === 'schedulers' ? namesIn(draft.schedulers) : []
  if (draft.scope === 'schedulers' && schedulers.length === 0) own.schedulers = { code: 'empty' }
  const zone = draft.zone.trim()
  if (draft.scheduleKind === 'at' && zone !== '' && !isZone(zone)) own.zone = { code: 'zone' }
  const parsed = archiveRuleSchema.safeParse({
    id: draft.id,
    name: draft.name,
    isOn: draft.isOn,
    folder: draft.folder,
    allUsers: draft.scope !== 'mine',
    schedulers,
    since:
      draft.sinceKind === 'days'
        ? { kind: 'days', days: numberIn(draft.days) }
        : { kind: 'day', day: draft.day },
    search: draft.search,
    exclude: namesIn(draft.exclude),
    minSeconds: Math.round(numberIn(draft.minMinutes) * 60),
    fileTypes: draft.fileTypes,
    nameTemplate: draft.hasOwnNames ? draft.nameTemplate : null,
    schedule:
      draft.scheduleKind === 'every'
        ? { kind: 'every', hours: numberIn(draft.hours) }
        : { kind: 'at', times: timesIn(draft.times), zone: zone === '' ? null : zone },
    lookBackHours: numberIn(draft.lookBackHours),
    waitMinutes: numberIn(draft.waitMinutes),
  } satisfies ArchiveRule)
  const issues = parsed.success ? [] : parsed.error.issues
  const problems: DraftProblems = {}
  for (const issue of issues) {
    const field = fieldOf(issue.path.map(String))
    problems[field] ??= problemOf(field, issue)
  }
  const all = { ...problems, ...own }
  if (!parsed.success || Object.keys(all).length > 0) return { rule: null, problems: all }
  return { rule: parsed.data, problems: null }
}

/** Fields under another name than in the rule. */
const FIELDS: Readonly<Record<string, keyof RuleDraft>> = {
  minSeconds: 'minMinutes',
  'since.days': 'days',
  'since.day': 'day',
  'schedule.hours': 'hours',
  'schedule.times': 'times',
  'schedule.zone': 'zone',
}

const fieldOf = ([first = '', second = '']: string[]): keyof RuleDraft =>
  FIELDS[first] ?? FIELDS[`${first}.${second}`] ?? (first as keyof RuleDraft)

function problemOf(
  field: keyof RuleDraft,
  issue: { code: string; minimum?: unknown; maximum?: unknown; origin?: unknown },
): DraftProblem {
  if (field === 'times' && issue.code !== 'too_big') return { code: 'time' }
  if (field === 'day') return { code: 'day' }
  const perUnit = field === 'minMinutes' ? 60 : 1
  const isNumber = issue.origin === 'number'
  if (issue.code === 'too_small')
    return isNumber ? { code: 'tooSmall', bound: Number(issue.minimum) / perUnit } : { code: 'empty' }
  if (issue.code === 'too_big' && isNumber)
    return { code: 'tooLarge', bound: Number(issue.maximum) / perUnit }
  if (issue.code === 'too_big' && issue.origin === 'array')
    return { code: 'tooMany', bound: Number(issue.maximum) }
  return { code: issue.code === 'invalid_type' ? 'number' : 'invalid' }
}

/** NaN for what is no number, which the schema rejects; a comma may be the decimal mark. */
const numberIn = (typed: string): number =>
  typed.trim() === '' ? Number.NaN : Number(typed.trim().replace(',', '.'))

const SEPARATORS = /[,，、;；\n]/
const namesIn = (typed: string): string[] =>
  typed
    .split(SEPARATORS)
    .map((one) => one.trim())
    .filter((one) => one !== '')

/** Times of day as HH:MM, from `3:00` too; the full-width colon is what a Chinese keyboard types. */
const timesIn = (typed: string): string[] =>
  typed
    .replaceAll('：', ':')
    .split(/[\s,，、;；]/)
    .filter((one) => one !== '')
    .map((one) => (/^\d:\d\d$/.test(one) ? `0${one}` : one))

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).format(0) !== ''
  } catch {
    return false
  }
}
