/** @file When recordings leave the cloud. The service names no date: the days are those that the user has typed. */

const DAY_MS = 86_400_000

/** Days before the end from which a recording counts as leaving soon, needs attention, and is urgent. */
export const LEAVING_DAYS = { soon: 30, warn: 14, danger: 3 } as const

/**
 * Whole days until a recording leaves the cloud; negative: its time has passed, and it may leave at any moment; null:
 * unknown. Counted from its start and rounded down, as nothing documents from when the service counts: it is there no
 * shorter than that.
 *
 * @param startTime ISO; null when unknown
 * @param retentionDays for how long the enterprise keeps recordings; null when unknown
 * @param now in ms
 */
export function leavesIn(startTime: string | null, retentionDays: number | null, now: number): number | null {
  if (startTime === null || retentionDays === null) return null
  const leftMs = Date.parse(startTime) + retentionDays * DAY_MS - now
  return Number.isNaN(leftMs) ? null : Math.floor(leftMs / DAY_MS)
}

/** Whether so many days (see {@link leavesIn}) are few. */
export const isLeavingSoon = (days: number | null): boolean => days !== null && days <= LEAVING_DAYS.soon

/** Recordings that leave the cloud soon. */
export interface Leaving {
  leavingSoon: number
  /** Whole days until the first of them leaves, 0 if it may have left; null if there is none. */
  days: number | null
}

/**
 * Counts the recordings that leave soon.
 *
 * @param starts ISO starts of the recordings that are not saved
 * @param now in ms
 */
export function leavesSoon(
  starts: Iterable<string | null>,
  retentionDays: number | null,
  now: number,
): Leaving {
  let leavingSoon = 0
  let first = Infinity
  for (const start of starts) {
    const days = leavesIn(start, retentionDays, now)
    if (days === null || !isLeavingSoon(days)) continue
    leavingSoon += 1
    first = Math.min(first, Math.max(0, days))
  }
  return { leavingSoon, days: leavingSoon === 0 ? null : first }
}

/** The last instant, in ms, at which a recording that leaves soon has begun. */
export function lastLeavingStart(retentionDays: number, now: number): number {
  return now - (retentionDays - LEAVING_DAYS.soon - 1) * DAY_MS - 1
}
