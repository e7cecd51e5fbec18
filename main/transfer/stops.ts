import type { Failure } from '../../contract/errors.ts'

/** How often a body may stop at the same byte; the last of these requests is for the whole file. */
const MAX_STOPS = 2

/** Bodies in succession that stopped at one byte. */
export interface Stops {
  at: number
  times: number
}

export const noStops: Stops = { at: 0, times: 0 }

/** Counts the bodies that stopped exactly where the bytes on disk end, without bringing a new one. */
export function nextStops(before: Stops, stoppedAt: number | undefined, written: number): Stops {
  if (stoppedAt === undefined) return before
  if (stoppedAt !== written || written === 0) return noStops
  return { at: written, times: before.at === written ? before.times + 1 : 1 }
}

export function stopsEarly(bytes: number, total: number | null): Failure {
  return {
    code: 'STOPS_EARLY',
    params: { bytes, ...(total === null ? {} : { total }) },
    detail: `every answer stops at ${bytes} of ${total ?? 'unknown'} bytes`,
  }
}

/** Perhaps only answers to ranges stop there: the next request is for the whole file. */
export const isWorthAskingWhole = ({ times }: Stops): boolean => times === MAX_STOPS

/** The answer for the whole file stopped there too. */
export const isStoppingEarly = ({ times }: Stops): boolean => times > MAX_STOPS
