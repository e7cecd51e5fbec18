import { z } from 'zod'

const positionsSchema = z
  .array(
    z.object({
      recording: z.string(),
      time: z.number().min(0),
      /** Length of the recording; unknown in positions of earlier versions. */
      seconds: z.number().min(0).optional(),
    }),
  )
  .max(1000)

/** The last position of each recording (`recordingKey`), in seconds; latest first. */
export type Positions = z.infer<typeof positionsSchema>

/** Enough for any recording the user is likely to resume. */
const MOST = 200
/**
 * A position this close to either end counts as not started or finished; in seconds, and as a fraction of a
 * short recording.
 */
const MARGIN = 10
const MARGIN_SHARE = 0.05

/** How a recording is named here: ids are unique within their site. */
export const recordingKey = (site: string, confUUID: string): string => `${site} ${confUUID}`

/** Adds this position; a recording left near its start or end is removed. */
export function withPosition(
  positions: Positions,
  left: { recording: string; time: number; seconds: number },
): Positions {
  const { recording, time, seconds } = left
  const others = positions.filter((one) => one.recording !== recording)
  const margin = Math.min(MARGIN, seconds * MARGIN_SHARE)
  if (time < margin || time > seconds - margin) return others
  return [{ recording, time, seconds }, ...others].slice(0, MOST)
}

/** Where to resume; 0 for the beginning, also if the recording has become shorter since. */
export function positionOf(positions: Positions, recording: string, seconds: number): number {
  const time = positions.find((one) => one.recording === recording)?.time ?? 0
  return time < seconds ? time : 0
}

/** How much of each recording has been watched, 0 to 1; those of unknown length are left out. */
export function watchedFractions(positions: Positions): ReadonlyMap<string, number> {
  return new Map(
    positions.flatMap(({ recording, time, seconds = 0 }) =>
      seconds > 0 ? [[recording, Math.min(1, time / seconds)] as const] : [],
    ),
  )
}

const KEY = 'watching-positions'

/** Reads localStorage; invalid data counts as empty. */
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
