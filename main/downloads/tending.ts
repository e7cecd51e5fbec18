import type { Download } from '../../contract/download.ts'
import type { ErrorCode, Failure } from '../../contract/errors.ts'

/** How often blocked downloads are looked at. */
export const TEND_MS = 5000
const TRY_AGAIN_MS = 60_000
/** For a recording that is being prepared without a time having been announced. */
const UNANNOUNCED_MS = 10 * 60_000

/** A session that ended, or ends with this very call: with the next sign-in the file goes on. */
const NEEDS_SIGN_IN = new Set<ErrorCode | undefined>(['AUTH_REQUIRED', 'AUTH_REJECTED', 'ACCOUNT_LOCKED'])
const NEEDS_NETWORK = new Set<ErrorCode | undefined>(['OFFLINE', 'TIMEOUT', 'PROXY_FAILED'])

/**
 * A failure that is not the file's own: it blocks the download until whatever is missing is there. Anything else
 * ends it.
 */
export function isWaitedOut({ code }: Failure): boolean {
  return (
    code === 'DISK_FULL' || code === 'NOT_TRANSCODED' || NEEDS_SIGN_IN.has(code) || NEEDS_NETWORK.has(code)
  )
}

export function isSignInFailure({ code }: Failure): boolean {
  return NEEDS_SIGN_IN.has(code)
}

export function needsSignIn(download: Download): boolean {
  return download.state === 'blocked' && NEEDS_SIGN_IN.has(download.failure?.code)
}

/** ISO time at which a blocked download is tried again by itself; null when that depends on something else. */
export function triedAgainAt(failure: Failure, now: number): string | null {
  if (NEEDS_NETWORK.has(failure.code)) return new Date(now + TRY_AGAIN_MS).toISOString()
  if (failure.code !== 'NOT_TRANSCODED') return null
  const announced = Date.parse(String(failure.params?.['readyAt'] ?? ''))
  // An announced time is an estimate: once it is over, the recording is looked at every minute.
  return new Date(Math.max(now + TRY_AGAIN_MS, announced || now + UNANNOUNCED_MS)).toISOString()
}

/** What a blocked download is due for. */
export function dueFor(download: Download, now: number): 'room' | 'another-try' | null {
  if (download.state !== 'blocked') return null
  if (download.failure?.code === 'DISK_FULL') return 'room'
  return download.resumesAt !== null && Date.parse(download.resumesAt) <= now ? 'another-try' : null
}
