/** What a film that follows does to keep with the one that leads: run at a rate, or jump to the leader's time. */
export type Correction = { kind: 'run'; rate: number } | { kind: 'jump' }

/** Within this, in seconds, nobody sees a difference: half a frame of 25 per second. */
const CLOSE_ENOUGH = 0.02
/** Beyond this, catching up would take too long. */
const TOO_FAR = 0.6
/** Share of the drift to make up within a second, and the most a rate may differ from the speed. */
const GAIN = 3
const MOST = 0.5

/**
 * [Note: one clock] One film leads, the others follow it. `drift` is the follower's time less the leader's, in
 * seconds; a follower's picture is silent, so its rate may be changed without anybody hearing it.
 */
export function correctionFor(drift: number, speed: number): Correction {
  const distance = Math.abs(drift)
  if (distance > TOO_FAR) return { kind: 'jump' }
  if (distance <= CLOSE_ENOUGH) return { kind: 'run', rate: speed }
  const change = Math.min(MOST, Math.max(-MOST, drift * GAIN))
  return { kind: 'run', rate: speed * (1 - change) }
}
