import { Refusal } from './exchange.ts'

const MINUTE_MS = 60_000

/**
 * The documented limit of calls for each path and minute. `take` counts one, and returns the header that announces what
 * remains; beyond the limit it throws the service's refusal.
 *
 * @param now in ms
 */
export function createRateLimit(perMinute: number, now: () => number) {
  const counts = new Map<string, number>()
  let minute = 0
  let refused = 0
  return {
    take(path: string): string {
      const current = Math.floor(now() / MINUTE_MS)
      if (current !== minute) counts.clear()
      minute = current
      const count = (counts.get(path) ?? 0) + 1
      counts.set(path, count)
      if (count > perMinute) {
        refused += 1
        throw new Refusal(429, 'APIG.0308', 'The throttling threshold has been reached')
      }
      return `remain:${perMinute - count},limit:${perMinute},time:1 minute`
    },
    /** Number of calls beyond the limit. */
    refused: () => refused,
  }
}
