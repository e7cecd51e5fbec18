import type { Download } from '../../contract/download.ts'
import { prerequisiteOf } from '../../contract/error-rules.ts'
import type { Failure } from '../../contract/errors.ts'

/** Polling interval for blocked downloads. */
export const RECHECK_MS = 5000
export const TRY_AGAIN_MS = 60_000
/** For a file of which the server has no whole copy. */
const TRY_AGAIN_LATER_MS = 24 * 3_600_000
/** For a recording that is being prepared without an announced time. */
const UNANNOUNCED_MS = 10 * 60_000

/**
 * Whether a failure is not the file's own: it blocks the download until its prerequisite is met. Any other
 * fails it.
 */
export function blocksInsteadOfFailing(failure: Failure): boolean {
  return prerequisiteOf(failure) !== null
}

/** Waits for the user outside the list of downloads: a sign-in, or trust in the certificate of its host. */
export function needsUser(download: Download): boolean {
  const missing = missingFor(download)
  return download.state === 'blocked' && (missing === 'sign-in' || missing === 'trust')
}

/** ISO time of the next automatic attempt of a blocked download; null when it depends on something else. */
export function nextAttemptAt(failure: Failure, now: number): string | null {
  const missing = prerequisiteOf(failure)
  if (missing === 'network') return new Date(now + TRY_AGAIN_MS).toISOString()
  if (missing === 'later') return new Date(now + TRY_AGAIN_LATER_MS).toISOString()
  if (missing !== 'preparation') return null
  const announced = Date.parse(String(failure.params?.['readyAt'] ?? ''))
  // An announced time is an estimate: once it has passed, the recording is checked every minute.
  return new Date(Math.max(now + TRY_AGAIN_MS, announced || now + UNANNOUNCED_MS)).toISOString()
}

/** What a blocked download is due for. */
export function recheckReason(download: Download, now: number): 'room' | 'disk' | 'another-try' | null {
  if (download.state !== 'blocked') return null
  const missing = missingFor(download)
  if (missing === 'room' || missing === 'disk') return missing
  return download.resumesAt !== null && Date.parse(download.resumesAt) <= now ? 'another-try' : null
}

function missingFor({ failure }: Download): ReturnType<typeof prerequisiteOf> {
  return failure === null ? null : prerequisiteOf(failure)
}
