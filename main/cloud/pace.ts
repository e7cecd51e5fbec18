import { retryAfterMs } from '../network/retry-after.ts'

/** What the pacer knows of one family of calls. Times are in ms of one monotonic clock. */
export interface Pace {
  /** Most calls in a window; null: no limit is known. */
  limit: { calls: number; windowMs: number } | null
  /** When calls were sent, oldest first; those of the current window count. */
  sent: number[]
  /** No call before this, by the service's own request. */
  closedUntil: number
  /** Refusals since the last accepted call. */
  refusals: number
}

/** The documented limit of management calls is 100 a minute for each API; a margin is left for other clients. */
const STARTING_LIMITS: Readonly<Record<string, Pace['limit']>> = {
  '/v1/mmc/management': { calls: 90, windowMs: 60_000 },
}
/** The share of an announced limit that is used. */
const MARGIN = 0.9
/** A window of these units at most: a limit by the hour or day says nothing about the pace of calls. */
const UNIT_MS: Readonly<Record<string, number>> = { second: 1000, minute: 60_000 }
/** The gateway's own advice: 2 to 5 seconds, with randomness. */
const FIRST_PAUSE_MS = 2000
const PAUSE_JITTER_MS = 3000
const LONGEST_PAUSE_MS = 60_000
/** A Retry-After of 0 must not become a busy loop. */
const SHORTEST_PAUSE_MS = 1000
const RETRY_JITTER_MS = 500

/** Calls with a common limit: `/v1/mmc/management` of a longer path; any other path is its own family. */
export function familyOf(url: URL): string {
  return /\/v\d+\/[^/]+\/[^/]+/.exec(url.pathname)?.[0] ?? url.pathname
}

export function startingPace(family: string): Pace {
  return { limit: STARTING_LIMITS[family] ?? null, sent: [], closedUntil: 0, refusals: 0 }
}

/** When the next call may be sent, and which of the two limits says so. */
export function nextTurn(
  { limit, sent, closedUntil }: Pace,
  now: number,
): { at: number; why: 'asked' | 'limit' } {
  const asked = { at: Math.max(now, closedUntil), why: 'asked' } as const
  if (limit === null) return asked
  const current = sent.filter((time) => time > now - limit.windowMs)
  const first = current.at(-limit.calls)
  if (first === undefined) return asked
  const at = first + limit.windowMs
  return at > asked.at ? { at, why: 'limit' } : asked
}

/** Counts a call sent now, and forgets those of earlier windows. */
export function afterSending(pace: Pace, now: number): Pace {
  const from = now - (pace.limit?.windowMs ?? 0)
  return { ...pace, sent: [...pace.sent.filter((time) => time > from), now] }
}

export interface PacedAnswer {
  status: number
  /** The header X-APIG-Ratelimit-Api. */
  rateLimit: string | null
  /** The header Retry-After. */
  retryAfter: string | null
}

/** Was the call refused because too many are sent? Then it was not acted on and is sent again later. */
export function isThrottled({ status, retryAfter }: PacedAnswer): boolean {
  return status === 429 || (status === 503 && retryAfter !== null)
}

/** Follows what an answer says about the limit. `random`: from 0 to 1. */
export function afterAnswer(
  pace: Pace,
  answer: PacedAnswer,
  clock: { now: number; date: number },
  random: number,
): Pace {
  const told = withAnnounced(pace, parseRateLimit(answer.rateLimit), clock.now)
  if (answer.status !== 429 && answer.status !== 503) return { ...told, refusals: 0 }
  const refusals = pace.refusals + 1
  const said = retryAfterMs(answer.retryAfter, clock.date)
  const pauseMs =
    said === null
      ? Math.min(LONGEST_PAUSE_MS, (FIRST_PAUSE_MS + random * PAUSE_JITTER_MS) * 2 ** (refusals - 1))
      : Math.max(SHORTEST_PAUSE_MS, said) + random * RETRY_JITTER_MS
  return { ...told, refusals, closedUntil: Math.max(pace.closedUntil, clock.now + pauseMs) }
}

/**
 * Takes over an announced limit, up or down. Where fewer calls remain than were sent from here, another client
 * shares the limit: its calls count as sent now.
 */
function withAnnounced(pace: Pace, said: ReturnType<typeof parseRateLimit>, now: number): Pace {
  if (said === null) return pace
  const limit = { calls: Math.max(1, Math.floor(said.limit * MARGIN)), windowMs: said.windowMs }
  const ours = pace.sent.filter((time) => time > now - said.windowMs)
  const others = Math.min(limit.calls, said.limit - said.remain) - ours.length
  return { ...pace, limit, sent: [...ours, ...Array<number>(Math.max(0, others)).fill(now)] }
}

/** `remain:99,limit:100,time:1 minute` (meeting_21_1504); null if it is missing or says anything else. */
export function parseRateLimit(
  text: string | null,
): { remain: number; limit: number; windowMs: number } | null {
  const found =
    /^\s*remain:\s*(\d{1,6})\s*,\s*limit:\s*(\d{1,6})\s*,\s*time:\s*(\d{1,4})\s*(second|minute)s?\s*$/i.exec(
      text ?? '',
    )
  if (found === null) return null
  const [, remain = '', limit = '', count = '', unit = ''] = found
  const windowMs = Number(count) * (UNIT_MS[unit.toLowerCase()] ?? 0)
  if (Number(limit) === 0 || windowMs === 0) return null
  return { remain: Math.min(Number(remain), Number(limit)), limit: Number(limit), windowMs }
}
