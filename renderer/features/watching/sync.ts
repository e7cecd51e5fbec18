/** How a follower stays in sync with the leader: run at a rate, or jump to the leader's time. */
export type Correction = { kind: 'run'; rate: number } | { kind: 'jump' }

/** A drift within this, in seconds, is invisible: half a frame at 25 fps. */
const CLOSE_ENOUGH = 0.02
/** Beyond this, in seconds, catching up would take too long. */
const TOO_FAR = 0.6
/** Fraction of the drift to correct within a second, and the maximum deviation of the rate from the speed. */
const GAIN = 3
const MOST = 0.5

/**
 * [Note: one clock] One film leads, the others follow it. `drift` is the follower's time minus the leader's,
 * in seconds; a follower is muted, so changes of its rate are inaudible.
 */
export function correctionFor(drift: number, speed: number): Correction {
  const distance = Math.abs(drift)
  if (distance > TOO_FAR) return { kind: 'jump' }
  if (distance <= CLOSE_ENOUGH) return { kind: 'run', rate: speed }
  const change = Math.min(MOST, Math.max(-MOST, drift * GAIN))
  return { kind: 'run', rate: speed * (1 - change) }
}
