/** Weight of the newest sample: a few seconds of memory at two samples a second. */
const WEIGHT = 0.25
/** Samples closer together measure the clock rather than the connection. */
const READING_MS = 400

export interface SpeedReading {
  bytes: number
  /** ms, monotonic. */
  at: number
}

/**
 * Exponentially smoothed bytes per second, with the sample for the next call. The first sample has no speed;
 * a restart from byte 0 counts as 0.
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
