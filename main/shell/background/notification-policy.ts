import type { AccountState } from '../../../contract/account.ts'
import { type ArchiveRule, MAX_RULES, type RuleState } from '../../../contract/archive-rule.ts'
import { isConnectionFailure, isSignInFailure } from '../../../contract/error-rules.ts'
import type { Failure } from '../../../contract/errors.ts'
import { type Leaving, LEAVING_DAYS } from '../../../contract/retention.ts'
import { SPARE_BYTES } from '../../files/disk-space.ts'
import type { Told } from './told-state.ts'

const DAY_MS = 86_400_000
/** So long without a saved file, a rule may look for the wrong thing. */
export const QUIET_DAYS = 30
const FAILURES_IN_A_ROW = 3
/** A disk is nearly full below the smaller of the two, or when what is to come does not fit. */
const SHARE_OF_DISK = 0.05
const FEW_BYTES = 10e9
/** It is no longer so with this much more, so that a few bytes do not tell it again. */
const CLEARLY = 1.25

/** The disk of some folders of rules. */
export interface Room {
  folders: readonly string[]
  freeBytes: number
  /** null: the system does not say. */
  totalBytes: number | null
  /** Bytes that downloads there still need, as far as known. */
  toCome: number
}

/** What is known of the archive. */
export interface Present {
  /** In ms. */
  now: number
  rules: readonly Pick<ArchiveRule, 'id' | 'name' | 'isOn' | 'folder'>[]
  states: readonly RuleState[]
  account: AccountState
  leaving: Leaving
  rooms: readonly Room[]
  /** ISO: when a file was saved last; null: none is known. */
  newestSavedAt: string | null
}

/** A notification that is due. */
export type Due =
  | { kind: 'signIn'; rules: string[] }
  | { kind: 'gone'; count: number }
  | { kind: 'disk'; folder: string; freeBytes: number }
  | { kind: 'leaving'; count: number; days: number; canSave: boolean }
  | { kind: 'quiet'; rules: string[] }
  | { kind: 'failing'; rules: string[]; failure: Failure }
export type DueKind = Due['kind']

type Row<Kind extends DueKind> = (
  told: Told[Kind],
  present: Present,
) => { told: Told[Kind]; due: Extract<Due, { kind: Kind }> | null }

/** Each row looks at its own part of what was told; in this order they are shown. */
const ROWS: { [Kind in DueKind]: Row<Kind> } = {
  signIn: (told, present) => {
    const { account, failure } = present.account
    const hasEnded = account === null && failure !== null && isSignInFailure(failure)
    const on = present.rules.filter(({ isOn }) => isOn)
    const without = on.filter((rule) => {
      const own = stateOf(present, rule)?.failure
      return hasEnded || (own != null && needsSignIn(own))
    })
    if (without.length > 0)
      return { told: true, due: told ? null : { kind: 'signIn', rules: without.map(({ name }) => name) } }
    // After a restart nothing has failed yet: only a sign-in resolves it.
    return { told: told && account === null && on.length > 0, due: null }
  },

  gone: (told, present) => {
    const next = new Map(told.map((one) => [one.folder, one.count]))
    let count = 0
    const folders = new Map(
      present.rules.flatMap((rule) => {
        const coverage = stateOf(present, rule)?.coverage
        return coverage == null ? [] : [[rule.folder, coverage.goneBeforeSaved] as const]
      }),
    )
    for (const [folder, gone] of folders) {
      count += Math.max(0, gone - (next.get(folder) ?? 0))
      next.delete(folder)
      next.set(folder, gone)
    }
    return {
      told: newest([...next].map(([folder, gone]) => ({ folder, count: gone }))),
      due: count > 0 ? { kind: 'gone', count } : null,
    }
  },

  disk: (told, { rooms }) => {
    const seen = new Set(rooms.flatMap(({ folders }) => folders))
    // Of a disk that is not connected nothing new is known.
    const next = told.filter((folder) => !seen.has(folder))
    let due: Extract<Due, { kind: 'disk' }> | null = null
    for (const room of rooms) {
      const { folders, freeBytes } = room
      const wasTold = folders.some((folder) => told.includes(folder))
      if (freeBytes >= fullBelow(room) * (wasTold ? CLEARLY : 1)) continue
      next.push(...folders)
      const [folder] = folders
      if (!wasTold && folder !== undefined && (due === null || freeBytes < due.freeBytes))
        due = { kind: 'disk', folder, freeBytes }
    }
    return { told: newest(next), due }
  },

  leaving: (told, { leaving: { leavingSoon: count, days }, now, rules }) => {
    // Lists are forgotten with the session: that none is known does not begin a new day.
    if (days === null || days > LEAVING_DAYS.warn)
      return { told: told && { ...told, count: 0, days: null }, due: null }
    // A clock that was set back must not silence it.
    const isToday = told !== null && now >= told.at && now - told.at < DAY_MS
    const isWorse = told === null || told.days === null || count > told.count || days < told.days
    if (isToday || !isWorse) return { told, due: null }
    const canSave = rules.some(({ isOn }) => isOn)
    return { told: { at: now, count, days }, due: { kind: 'leaving', count, days, canSave } }
  },

  quiet: (told, present) => {
    const next: Told['quiet'] = []
    const due: string[] = []
    const newestSaved = timeOf(present.newestSavedAt)
    for (const rule of present.rules) {
      if (!rule.isOn) continue
      const before = told.find(({ id }) => id === rule.id)
      const pass = stateOf(present, rule)?.lastPass ?? null
      const saved = pass !== null && pass.saved > 0 ? timeOf(pass.endedAt) : -Infinity
      const since = Math.max(before?.since ?? present.now, newestSaved, saved)
      const isNew = before === undefined || since > before.since
      // A pass has looked, and could: neither a computer that was off nor a failure makes a rule quiet.
      const hasLooked = pass !== null && pass.outcome === 'done' && stateOf(present, rule)?.failure === null
      const isQuiet = hasLooked && timeOf(pass.endedAt) - since >= QUIET_DAYS * DAY_MS
      const wasTold = !isNew && before.isTold
      if (isQuiet && !wasTold) due.push(rule.name)
      next.push({ id: rule.id, since, isTold: wasTold || isQuiet })
    }
    return { told: next.slice(0, MAX_RULES), due: due.length > 0 ? { kind: 'quiet', rules: due } : null }
  },

  failing: (told, present) => {
    const next: Told['failing'] = []
    const due: string[] = []
    let why: Failure | null = null
    for (const rule of present.rules) {
      if (!rule.isOn) continue
      const before = told.find(({ id }) => id === rule.id) ?? {
        ...{ id: rule.id, lastPass: null, failures: 0, isTold: false },
      }
      const { failure = null, lastPass = null } = stateOf(present, rule) ?? {}
      const now = afterPass(before, lastPass, failure)
      const isDue = now.failures >= FAILURES_IN_A_ROW && !now.isTold && failure !== null
      if (isDue) due.push(rule.name)
      if (isDue) why ??= failure
      next.push({ ...now, isTold: now.isTold || isDue })
    }
    return {
      told: next.slice(0, MAX_RULES),
      due: why === null ? null : { kind: 'failing', rules: due, failure: why },
    }
  },
}

/** Counts a pass once. Its failure is known only until the app ends, and then the count stays. */
function afterPass(
  before: Told['failing'][number],
  pass: RuleState['lastPass'],
  failure: Failure | null,
): Told['failing'][number] {
  if (pass === null || pass.startedAt === before.lastPass || pass.outcome === 'interrupted') return before
  const counted = { ...before, lastPass: pass.startedAt }
  if (failure === null)
    return pass.outcome === 'failed' ? counted : { ...counted, failures: 0, isTold: false }
  // A sign-in has its own notification, and a laptop is often without a network.
  if (needsSignIn(failure) || isConnectionFailure(failure)) return counted
  return { ...counted, failures: before.failures + 1 }
}

/** Decides which notifications are due, each once until it is resolved, and what has then been told. */
export function dueNotifications(told: Told, present: Present): { due: Due[]; told: Told } {
  const due: Due[] = []
  const next = { ...told }
  for (const kind of Object.keys(ROWS) as DueKind[]) {
    // Each row takes and returns what was told of its own kind.
    const row = ROWS[kind] as (told: Told[DueKind], present: Present) => { told: unknown; due: Due | null }
    const decided = row(told[kind], present)
    Object.assign(next, { [kind]: decided.told })
    if (decided.due !== null) due.push(decided.due)
  }
  return { due, told: next }
}

/** Another sign-in helps. */
function needsSignIn(failure: Failure): boolean {
  return isSignInFailure(failure) || failure.code === 'OTHER_ACCOUNT'
}

/** Free bytes below which a disk is nearly full. */
function fullBelow({ totalBytes, toCome }: Room): number {
  const few = totalBytes === null ? FEW_BYTES : Math.min(FEW_BYTES, totalBytes * SHARE_OF_DISK)
  return Math.max(few, toCome > 0 ? toCome + SPARE_BYTES : 0)
}

function stateOf({ states }: Present, { id }: { id: string }): RuleState | undefined {
  return states.find((one) => one.id === id)
}

/** In ms; -Infinity for none, or one that cannot be read. */
function timeOf(iso: string | null): number {
  const time = iso === null ? NaN : Date.parse(iso)
  return Number.isNaN(time) ? -Infinity : time
}

/** The last ones: the state file holds no more. */
const newest = <T>(list: readonly T[]): T[] => list.slice(-2 * MAX_RULES)
