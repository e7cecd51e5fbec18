import { Cron } from 'croner'

/** When the passes of an archive begin. */
export type Schedule =
  /** So long after the begin of the last one. */
  | { kind: 'every'; ms: number }
  /** `times`: HH:MM of each day · `zone`: IANA name; null for the zone of this computer. */
  | { kind: 'at'; times: readonly string[]; zone: string | null }

/**
 * When the next pass begins: now or earlier if it is due. However many were missed, while the computer slept or the
 * program did not run, one makes up for them. A begin in the future means that the clock was set back: it counts as
 * now, so that no pass waits for longer than the schedule says.
 *
 * @param lastBegan null: there was none, and the next one is due
 */
export function nextPass(schedule: Schedule, lastBegan: Date | null, now: Date): Date {
  if (lastBegan === null) return now
  const last = lastBegan.getTime() > now.getTime() ? now : lastBegan
  if (schedule.kind === 'every') return new Date(last.getTime() + schedule.ms)
  const { times, zone } = schedule
  const nexts = times.map((time) => cronAt(time, zone).nextRun(last)?.getTime() ?? Infinity)
  return new Date(Math.min(...nexts))
}

/** A time that a change to summer time skips comes at its end; one that comes twice counts once. */
function cronAt(time: string, zone: string | null): Cron {
  const [hour, minute] = time.split(':').map(Number)
  return new Cron(`${minute} ${hour} * * *`, { paused: true, ...(zone === null ? {} : { timezone: zone }) })
}

/** Between the begins of two passes that an event or a recording that is ready causes. */
const LEAST_GAP_MS = 60_000

/**
 * When a pass begins that does not wait for the schedule: at once after an event, or when the service expects to have
 * prepared a recording, but not sooner than a minute after the begin of the last one. null: none is wanted.
 *
 * @param ready ISO: when recordings are expected to be prepared; a pass that began later has looked already
 */
export function earlyPass(
  isEventNew: boolean,
  ready: Iterable<string>,
  lastBegan: Date | null,
  now: Date,
): Date | null {
  const began = lastBegan?.getTime() ?? 0
  const least = began + LEAST_GAP_MS
  const expected = [...ready].map((iso) => Date.parse(iso)).filter((time) => time > began)
  const wanted = isEventNew ? now.getTime() : Math.min(...expected)
  return Number.isFinite(wanted) ? new Date(Math.max(wanted, least)) : null
}

const RETRY_MS = 60_000
const LONGEST_RETRY_MS = 30 * 60_000

/**
 * When a pass is tried again that could not do its work, for lack of a network, say: after a minute, and then after
 * twice as long each time, but not after the next one of the schedule.
 *
 * @param failures number of passes in a row that could not
 */
export function retryAt(failures: number, endedAt: Date, next: Date): Date {
  const wait = Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** Math.max(0, failures - 1))
  return new Date(Math.min(endedAt.getTime() + wait, next.getTime()))
}
