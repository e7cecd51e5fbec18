import { z } from 'zod'

const positionsSchema = z.array(z.object({ recording: z.string(), time: z.number().min(0) })).max(1000)

/** Where each recording was left, in seconds; the latest first. */
export type Positions = z.infer<typeof positionsSchema>

/** As many as anybody comes back to. */
const MOST = 200
/** Whoever stops this close to an end has not begun, or has finished; in seconds, and in shares of a short one. */
const MARGIN = 10
const MARGIN_SHARE = 0.05

/** The positions with this one; a recording left at its beginning or end is forgotten. */
export function withPosition(
  positions: Positions,
  left: { recording: string; time: number; seconds: number },
): Positions {
  const { recording, time, seconds } = left
  const others = positions.filter((one) => one.recording !== recording)
  const margin = Math.min(MARGIN, seconds * MARGIN_SHARE)
  if (time < margin || time > seconds - margin) return others
  return [{ recording, time }, ...others].slice(0, MOST)
}

/** Where to go on; 0 for the beginning, also when it has become shorter since. */
export function positionOf(positions: Positions, recording: string, seconds: number): number {
  const time = positions.find((one) => one.recording === recording)?.time ?? 0
  return time < seconds ? time : 0
}

const KEY = 'watching-positions'

/** The window's own memory; what cannot be read is none. */
export function readPositions(storage: Pick<Storage, 'getItem'>): Positions {
  try {
    return positionsSchema.parse(JSON.parse(storage.getItem(KEY) ?? '[]'))
  } catch {
    return []
  }
}

export function writePositions(storage: Pick<Storage, 'setItem'>, positions: Positions): void {
  storage.setItem(KEY, JSON.stringify(positions))
}
