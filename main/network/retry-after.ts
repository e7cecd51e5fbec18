/** One hour, so that a wrong clock does not delay a request for a year. */
const LONGEST_MS = 3_600_000

/**
 * Parses a Retry-After header: seconds or an HTTP date (RFC 9110, 10.2.3). `now` in ms since 1970. null if
 * missing or invalid.
 */
export function retryAfterMs(text: string | null, now: number): number | null {
  const trimmed = text?.trim() ?? ''
  const ms = /^\d+$/.test(trimmed) ? Number(trimmed) * 1000 : Date.parse(trimmed) - now
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), LONGEST_MS) : null
}
