import type { Failure } from '../../contract/errors.ts'
import type { DownloadList } from './download-list.ts'
import type { Postponed } from './postponed.ts'
import { IDLE_FIELDS } from './queued-request.ts'

/** How often a download that runs alone starts again without a descriptor, and after how long. */
const WAITS_ALONE_MS = [1000, 2000, 4000, 8000, 16_000]

/**
 * How many downloads run at once while this process is short of file descriptors. A shortage is never the fault of
 * one download: it fails only when nothing else of the queue has run beside it for several attempts.
 */
export interface AdaptiveLimit {
  /** The number of files that may run at once: `wanted`, or fewer. */
  limit(wanted: number): number
  /** Everything that runs now, files and lookups. Call after each start. */
  noteRunning(ids: readonly string[]): void
  /**
   * A download found no descriptor: ms until it may start again, 0 when one of the `others`, the files that still
   * run, has ended. null: it fails.
   */
  afterShortage(id: string, others: number): number | null
  /** It ended with a result of its own. */
  noteEnd(id: string, isSaved: boolean): void
}

export function createAdaptiveLimit(): AdaptiveLimit {
  /** As in TCP's congestion control: halved by a shortage, and one more after as many saved files. */
  let most = Infinity
  /** Number of times that it was halved. */
  let round = 0
  /** What runs: since which round, and whether another download has run beside it. */
  let running = new Map<string, { round: number; isAccompanied: boolean }>()
  /** Attempts without a descriptor of downloads that ran alone. */
  const shortages = new Map<string, number>()

  return {
    limit: (wanted) => Math.min(wanted, Math.floor(most)),
    noteRunning: (ids) => {
      running = new Map(
        ids.map((id) => {
          const before = running.get(id) ?? { round, isAccompanied: false }
          return [id, { ...before, isAccompanied: before.isAccompanied || ids.length > 1 }]
        }),
      )
    },
    afterShortage: (id, others) => {
      const { round: since, isAccompanied } = running.get(id) ?? { round, isAccompanied: false }
      running.delete(id)
      // Many may find none at the same time: those that were started before the last halving say nothing new.
      if (since === round) {
        most = Math.max(1, Math.floor(Math.min(most, others + 1) / 2))
        round += 1
      }
      if (others > 0) return 0
      const count = isAccompanied ? 0 : (shortages.get(id) ?? 0)
      const ms = WAITS_ALONE_MS[count]
      if (ms === undefined) shortages.delete(id)
      else if (!isAccompanied) shortages.set(id, count + 1)
      return ms ?? null
    },
    noteEnd: (id, isSaved) => {
      running.delete(id)
      shortages.delete(id)
      if (isSaved) most += 1 / most
    },
  }
}

/**
 * Puts a download that found no file descriptor, a file or a lookup, back among the waiting ones. false: it ended in
 * another way, or too often in this one.
 */
export function createRequeueOnShortage(deps: {
  adaptiveLimit: AdaptiveLimit
  list: Pick<DownloadList, 'index' | 'change'>
  postponed: Pick<Postponed, 'postpone'>
}): (id: string, failure: Failure) => boolean {
  const { adaptiveLimit, list, postponed } = deps
  return (id, failure) => {
    if (failure.code !== 'TOO_MANY_FILES') {
      adaptiveLimit.noteEnd(id, false)
      return false
    }
    const { running } = list.index
    const waitMs = adaptiveLimit.afterShortage(id, running.size - (running.has(id) ? 1 : 0))
    if (waitMs === 0) list.change(id, { ...IDLE_FIELDS, state: 'waiting' })
    else if (waitMs !== null) postponed.postpone(id, { failure, waitMs })
    return waitMs !== null
  }
}
