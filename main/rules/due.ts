import type { ArchiveRule } from '../../contract/archive-rule.ts'
import { type ErrorCode, type Failure } from '../../contract/errors.ts'
import { prerequisiteOf } from '../../contract/error-rules.ts'
import { earlyPass, nextPass, retryAt, type Schedule } from '../archive/schedule.ts'
import { scheduleOf } from './rule-of.ts'

/** What decides when the next pass of an archive begins. */
export interface PassTimes {
  /** When the last one began; null: there was none. */
  began: Date | null
  /** Passes in a row that could not do their work and are tried again, and when the last of them ended. */
  failures: number
  endedAt: Date | null
  /** ISO: when the service expects to have prepared the recordings that wait for it. */
  ready: readonly string[]
}

/** When the next pass of a rule begins: now or earlier if it is due. null: the rule is off. */
export function dueAt(
  { isOn, schedule }: Pick<ArchiveRule, 'isOn' | 'schedule'>,
  times: PassTimes,
  now: Date,
): Date | null {
  return isOn ? duePass(scheduleOf(schedule), false, times, now) : null
}

/** When the next pass of an archive begins: now or earlier if it is due. */
export function duePass(
  schedule: Schedule,
  isEventNew: boolean,
  { began, failures, endedAt, ready }: PassTimes,
  now: Date,
): Date {
  const next = nextPass(schedule, began, now)
  const again = failures === 0 ? next : retryAt(failures, endedAt ?? now, next)
  const early = earlyPass(isEventNew, ready, began, now)
  return early !== null && early.getTime() < again.getTime() ? early : again
}

/**
 * Times that lie in the future are from before the clock was set back: they count as now, and are to be kept so. If each
 * look bounded them again, the next pass would move on with the clock.
 */
export function notAfter<T extends PassTimes>(times: T, now: Date): T {
  const bounded = (time: Date | null): Date | null => (time !== null && time > now ? now : time)
  return { ...times, began: bounded(times.began), endedAt: bounded(times.endedAt) }
}

/** They may be over soon, without the user. */
const TRIED_AGAIN: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'FOLDER_MISSING',
  'ARCHIVE_WATCHED',
  'SERVER_ERROR',
  'RATE_LIMITED',
])

/** Whether a pass that failed with this is tried again before the next one of the schedule. */
export function isTriedAgain(failure: Failure): boolean {
  const missing = prerequisiteOf(failure)
  return TRIED_AGAIN.has(failure.code) || missing === 'network' || missing === 'disk'
}
