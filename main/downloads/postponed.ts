import { isPostponed } from '../../contract/download-states.ts'
import type { Failure } from '../../contract/errors.ts'
import type { Budget } from '../transfer/budget.ts'
import type { DownloadList } from './download-list.ts'
import type { Queued } from './queued.ts'
import { IDLE_FIELDS } from './queued-request.ts'

/**
 * Downloads that start again later: their server asked to wait for long, or there was no file descriptor. Others take
 * their places until then.
 */
export interface Postponed {
  /** Without a budget, the retries used so far stay the same. */
  postpone(id: string, outcome: { failure: Failure; waitMs: number; budget?: Budget }): void
  /** Whether a waiting download may start. */
  isDue(download: Queued): boolean
  /** The retries that a postponed download has used; {} if it was not postponed. */
  budgetOf(id: string): { budget?: Budget }
  /** The user acted on it: it starts afresh. */
  forget(id: string): void
  /** Calls `onDue` when the next one is due; call after every change. */
  schedule(): void
  close(): void
}

/** A longer timer fires at once (Node: setTimeout). */
const LONGEST_TIMER_MS = 2 ** 31 - 1

export function createPostponed(deps: { list: DownloadList; onDue: () => void }): Postponed {
  const { list } = deps
  const budgets = new Map<string, Budget>()
  let timer: NodeJS.Timeout | null = null
  const cancelTimer = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  const dueAt = ({ resumesAt }: Queued): number => Date.parse(resumesAt ?? '')

  return {
    postpone: (id, { failure, waitMs, budget }) => {
      if (budget !== undefined) budgets.set(id, budget)
      const resumesAt = new Date(Date.now() + waitMs).toISOString()
      list.change(id, { ...IDLE_FIELDS, state: 'waiting', failure, resumesAt })
    },
    isDue: (download) => !isPostponed(download) || !(dueAt(download) > Date.now()),
    budgetOf: (id) => {
      const budget = budgets.get(id)
      return budget === undefined ? {} : { budget }
    },
    forget: (id) => void budgets.delete(id),
    schedule: () => {
      cancelTimer()
      const now = Date.now()
      let next = Infinity
      for (const id of list.index.postponed) {
        const download = list.get(id)
        const at = download === undefined ? NaN : dueAt(download)
        if (at > now && at < next) next = at
      }
      if (next < Infinity) timer = setTimeout(deps.onDue, Math.min(next - now, LONGEST_TIMER_MS))
    },
    close: cancelTimer,
  }
}
