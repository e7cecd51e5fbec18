import type { ArchiveRule, RuleSchedule } from '../../contract/archive-rule.ts'
import type { Rule } from '../archive/rule.ts'
import type { Schedule } from '../archive/schedule.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** What a pass of a rule that begins at `now` is to hold; a day begins at midnight of this computer. */
export function ruleOf(rule: ArchiveRule, now: Date): Rule {
  const { since, allUsers, search, exclude, schedulers, minSeconds, fileTypes, lookBackHours } = rule
  const from =
    since.kind === 'days' ? new Date(now.getTime() - since.days * DAY_MS) : new Date(`${since.day}T00:00:00`)
  // A day more: the clocks of this machine and of the service differ.
  const to = new Date(Math.max(now.getTime(), from.getTime()) + DAY_MS)
  return {
    ...{ from: from.toISOString(), to: to.toISOString(), isRolling: since.kind === 'days' },
    ...{ allUsers, search, exclude, schedulers, minSeconds, types: fileTypes },
    lookBackMs: lookBackHours * HOUR_MS,
  }
}

/** When the passes of a rule begin. A zone that this computer does not know counts as its own. */
export function scheduleOf(schedule: RuleSchedule): Schedule {
  if (schedule.kind === 'every') return { kind: 'every', ms: schedule.hours * HOUR_MS }
  const { times, zone } = schedule
  return { kind: 'at', times, zone: zone !== null && isZone(zone) ? zone : null }
}

/** Whether this computer knows a time zone of that IANA name. */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Whether a pass by the one rule would do something else than by the other: not only at another time. */
export function doesOtherWork(one: ArchiveRule, other: ArchiveRule): boolean {
  const workOf = ({ name: _, isOn: __, schedule: ___, ...work }: ArchiveRule): string => JSON.stringify(work)
  return workOf(one) !== workOf(other)
}
