import { lastLeavingStart, LEAVING_DAYS } from '../../contract/retention.ts'
import type { DayRange } from './period.ts'
import { dayOf } from './period.ts'
import type { Tone } from './tone.ts'

const DAY_MS = 86_400_000
/** For so long a recording whose time has passed is still looked for: services delete late, not years late. */
const OVERDUE_DAYS = 90

/** How urgent so many days until a recording leaves are. */
export function leavingTone(days: number): Tone {
  if (days <= LEAVING_DAYS.danger) return 'danger'
  return days <= LEAVING_DAYS.warn ? 'warn' : 'neutral'
}

/**
 * The local days on which recordings that leave soon have begun.
 *
 * @param now in ms
 */
export function leavingDays(retentionDays: number, now: number): DayRange {
  const last = Math.min(now, lastLeavingStart(retentionDays, now))
  return {
    from: dayOf(new Date(now - (retentionDays + OVERDUE_DAYS) * DAY_MS)),
    to: dayOf(new Date(last)),
  }
}

/** The days that are in both ranges; where there are none, the first day of the first range. */
export function commonDays(one: DayRange, other: DayRange): DayRange {
  const from = one.from > other.from ? one.from : other.from
  const to = one.to < other.to ? one.to : other.to
  return from <= to ? { from, to } : { from: one.from, to: one.from }
}
