/** Weight of the newest reading: a few seconds of memory at two readings a second. */
const WEIGHT = 0.25
/** Readings closer together than this say more of the clock than of the line. */
const READING_MS = 400

export interface SpeedReading {
  bytes: number
  /** ms, monotonic. */
  at: number
}

/**
 * Bytes per second, smoothed, with the reading the next one is to be compared to. A first reading says nothing;
 * going back to byte 0 counts as 0.
 */
export function nextSpeed(
  before: number,
  last: SpeedReading | undefined,
  reading: SpeedReading,
): { bytesPerSecond: number; last: SpeedReading } {
  if (last === undefined) return { bytesPerSecond: before, last: reading }
  const ms = reading.at - last.at
  if (ms < READING_MS) return { bytesPerSecond: before, last }
  const now = (Math.max(0, reading.bytes - last.bytes) * 1000) / ms
  return { bytesPerSecond: before === 0 ? now : before * (1 - WEIGHT) + now * WEIGHT, last: reading }
}
