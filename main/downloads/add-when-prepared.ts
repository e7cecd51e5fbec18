import { setTimeout as sleep } from 'node:timers/promises'
import { type Failure, toFailure } from '../../contract/errors.ts'
import type { Downloads } from './downloads.ts'
import { nextAttemptAt } from './blocked-policy.ts'

type Request = Parameters<Downloads['addRecordings']>[0]

export interface LookupFailure {
  confUUID: string
  failure: Failure
}

/**
 * Adds recordings to the queue. Those still being prepared are looked up again until they are ready or `waitMs` has
 * passed; `onWaiting` hears of each before every wait. Ends early when `interrupted` is aborted, without its failures
 * being complete.
 *
 * @returns the ids of the downloads, and the recordings that could not be added
 */
export async function addWhenPrepared(
  downloads: Pick<Downloads, 'addRecordings'>,
  request: Request,
  options: { waitMs: number; onWaiting: (waiting: LookupFailure, until: Date) => void },
  interrupted: AbortSignal,
): Promise<{ ids: string[]; failed: LookupFailure[] }> {
  const end = Date.now() + options.waitMs
  const ids: string[] = []
  const failed: LookupFailure[] = []
  let { confUUIDs } = request
  // A wait may outlast the session: what was added before is kept.
  const lookUp = async (wanted: string[]): Promise<{ ids: string[]; failed: LookupFailure[] }> =>
    await downloads.addRecordings({ ...request, confUUIDs: wanted }).catch((error: unknown) => {
      if (wanted === request.confUUIDs) throw error
      return { ids: [], failed: wanted.map((confUUID) => ({ confUUID, failure: toFailure(error) })) }
    })
  for (;;) {
    const added = await lookUp(confUUIDs)
    for (const id of added.ids) ids.push(id)
    const now = Date.now()
    const isLast = now >= end || interrupted.aborted
    const waiting = isLast ? [] : added.failed.filter(({ failure }) => failure.code === 'NOT_TRANSCODED')
    const isWaiting = new Set(waiting)
    for (const one of added.failed) if (!isWaiting.has(one)) failed.push(one)
    if (waiting.length === 0) return { ids, failed }

    const until = waiting.reduce((first, { failure }) => Math.min(first, nextLook(failure, now)), end)
    for (const one of waiting) options.onWaiting(one, new Date(until))
    await sleep(until - now, null, { signal: interrupted }).catch(() => {})
    if (interrupted.aborted) return { ids, failed }
    confUUIDs = waiting.map(({ confUUID }) => confUUID)
  }
}

function nextLook(failure: Failure, now: number): number {
  return Date.parse(nextAttemptAt(failure, now) ?? '') || now
}
