import type { Recording } from '../../contract/recording.ts'

/** What an archive is to hold, and how a pass gets it. */
export interface Rule {
  /** ISO: recordings that started in this period are listed. */
  from: string
  to: string
  /** The period begins so many days before each pass: what an earlier pass has left open stays in it. */
  isRolling: boolean
  /** Administrators: of all users. */
  allUsers: boolean
  /** Topic, scheduler or meeting ID, for the service; '' for all. */
  search: string
  /** Topics with one of these texts, in any case, are left out. */
  exclude: readonly string[]
  /** Names of schedulers; [] means all. */
  schedulers: readonly string[]
  /** Shorter recordings are left out. */
  minSeconds: number
  /** Types of files, in any case; [] means all. */
  types: readonly string[]
  /**
   * How long after its end the files of a recording may still become more: until it was looked up after that, every
   * pass looks it up.
   */
  lookBackMs: number
}

/** Whether the rule leaves a recording out. A length that is not known is long enough. */
export function isExcluded(
  { subject, schedulerName, durationSeconds }: Recording,
  { exclude, schedulers, minSeconds }: Rule,
): boolean {
  const topic = subject.toLowerCase()
  if (exclude.some((text) => topic.includes(text.toLowerCase()))) return true
  if (schedulers.length > 0 && !schedulers.includes(schedulerName)) return true
  return durationSeconds !== null && durationSeconds < minSeconds
}

/** Whether a look-up for some types also says which files of the wanted types there are. */
export function coversTypes(lookedUp: readonly string[], wanted: readonly string[]): boolean {
  if (lookedUp.length === 0) return true
  const known = new Set(lookedUp.map((type) => type.toLowerCase()))
  return wanted.length > 0 && wanted.every((type) => known.has(type.toLowerCase()))
}
