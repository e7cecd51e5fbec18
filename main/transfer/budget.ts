import type { ErrorCode } from '../../contract/errors.ts'

/**
 * The retry limits of a transfer, by kind of failure. Pure: takes counts, returns counts and the next move. A
 * new byte beyond the furthest so far resets every count but the restarts from zero, which only add up: a
 * server that keeps changing the file would otherwise be retried forever.
 */
export interface Budget {
  waits: number
  refusals: number
  missing: number
  textAnswers: number
  restarts: number
}

export const freshBudget: Budget = { waits: 0, refusals: 0, missing: 0, textAnswers: 0, restarts: 0 }

/** What went wrong with one attempt. */
export type Setback =
  /** Cut, stall, reset, 5xx, no route… `code` is reported to the user if retries run out. */
  | { kind: 'wait'; code: ErrorCode; afterMs: number | null }
  | { kind: 'refused' }
  | { kind: 'not-found' }
  | { kind: 'not-a-recording' }
  /** The bytes on disk are unusable: restart at byte 0. */
  | { kind: 'restart'; code: ErrorCode }

export type Move = { go: 'again'; waitMs: number; budget: Budget } | { go: 'fail'; code: ErrorCode }

/** A new link is requested this often after a refusal. */
const MAX_REFUSALS = 3
const MAX_TEXT_ANSWERS = 3
const MAX_RESTARTS = 4
/** A complete but wrong file is downloaded again this often: it may be a gigabyte. */
const MAX_FETCHED_AGAIN = 2
const LONGEST_WAIT_MS = 60_000

/** A transfer gives its place to others instead of waiting so long. */
const LONGEST_HELD_WAIT_MS = 30_000

export function isLongWait(ms: number): boolean {
  return ms > LONGEST_HELD_WAIT_MS
}

/** `random` in [0, 1): full jitter, so that many files cut at once do not retry at once. */
export function nextMove(
  budget: Budget,
  setback: Setback,
  limits: { maxRetries: number; retryWaitMs: number },
  random: number,
): Move {
  const backoff = (tries: number): number =>
    Math.round(random * Math.min(LONGEST_WAIT_MS, limits.retryWaitMs * 2 ** Math.min(tries, 20)))
  const again = (change: Partial<Budget>, waitMs = 0): Move => ({
    go: 'again',
    waitMs,
    budget: { ...budget, ...change },
  })

  switch (setback.kind) {
    case 'wait':
      if (budget.waits >= limits.maxRetries) return { go: 'fail', code: setback.code }
      return again({ waits: budget.waits + 1 }, Math.max(setback.afterMs ?? 0, backoff(budget.waits)))
    case 'refused':
      if (budget.refusals >= MAX_REFUSALS) return { go: 'fail', code: 'LINK_REFUSED' }
      return again({ refusals: budget.refusals + 1 })
    case 'not-found':
      return budget.missing >= 1 ? { go: 'fail', code: 'NOT_FOUND' } : again({ missing: 1 })
    case 'not-a-recording':
      if (budget.textAnswers >= MAX_TEXT_ANSWERS) return { go: 'fail', code: 'NOT_A_RECORDING' }
      return again({ textAnswers: budget.textAnswers + 1 }, backoff(budget.textAnswers))
    case 'restart':
      if (budget.restarts >= (isWholeButWrong(setback.code) ? MAX_FETCHED_AGAIN : MAX_RESTARTS))
        return { go: 'fail', code: setback.code }
      return again({ restarts: budget.restarts + 1 })
  }
}

function isWholeButWrong(code: ErrorCode): boolean {
  return code === 'HASH_MISMATCH' || code === 'NOT_A_RECORDING'
}

export function afterProgress(budget: Budget): Budget {
  return { ...freshBudget, restarts: budget.restarts }
}

/** The code that a setback is reported with. */
export function codeOfSetback(setback: Setback): ErrorCode {
  switch (setback.kind) {
    case 'refused':
      return 'LINK_REFUSED'
    case 'not-found':
      return 'NOT_FOUND'
    case 'not-a-recording':
      return 'NOT_A_RECORDING'
    default:
      return setback.code
  }
}
