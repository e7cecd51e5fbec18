import type { Recording } from '../../../contract/recording.ts'
import type { DayRange } from '../../model/period.ts'
import { dayOf } from '../../model/period.ts'
import type { Availability } from '../../model/recording-state.ts'

/** A bar of the chart: a local month of the period, clipped to it; a year in periods of many. */
export interface ChartSpan {
  /** "2026-11", or "2026". */
  key: string
  days: DayRange
}

/** More bars than this are indistinguishable. */
const MAX_MONTHS = 24

/** The bars of a period, oldest first. */
export function spansOf({ from, to }: DayRange): ChartSpan[] {
  const months = monthsBetween(from.slice(0, 7), to.slice(0, 7))
  const keys = months.length <= MAX_MONTHS ? months : [...new Set(months.map((month) => month.slice(0, 4)))]
  return keys.map((key) => {
    const whole = daysOfKey(key)
    return {
      key,
      days: { from: whole.from < from ? from : whole.from, to: whole.to > to ? to : whole.to },
    }
  })
}

function monthsBetween(first: string, last: string): string[] {
  const months: string[] = []
  let [year = 0, month = 1] = first.split('-').map(Number)
  for (
    let key = first;
    key <= last;
    key = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`
  ) {
    months.push(key)
    year += month === 12 ? 1 : 0
    month = (month % 12) + 1
  }
  return months
}

function daysOfKey(key: string): DayRange {
  const [year = 0, month] = key.split('-').map(Number)
  if (month === undefined) return { from: `${key}-01-01`, to: `${key}-12-31` }
  return { from: `${key}-01`, to: dayOf(new Date(year, month, 0)) }
}

/** Whether a recording started within this range of local days. */
export function isWithin(days: DayRange): (recording: Recording) => boolean {
  const { from, to } = boundsOf(days)
  return ({ startTime }) => {
    const at = startTime === null ? Number.NaN : Date.parse(startTime)
    return at >= from && at < to
  }
}

export type Tally = Record<Availability, number>

/** How many recordings of each bar are saved, waiting and unavailable. */
export function tallies(
  recordings: Iterable<Recording>,
  spans: readonly ChartSpan[],
  reachOf: (recording: Recording) => Availability,
): Map<string, Tally> {
  const found = new Map(spans.map(({ key }) => [key, { saved: 0, waiting: 0, outOfReach: 0 }]))
  // Rows are sorted by time: the next one is usually in the same bar.
  const bounds = spans.map(({ key, days }) => ({ key, ...boundsOf(days) }))
  let last = bounds[0]
  for (const recording of recordings) {
    if (recording.startTime === null) continue
    const at = Date.parse(recording.startTime)
    if (last === undefined || at < last.from || at >= last.to)
      last = bounds.find(({ from, to }) => at >= from && at < to)
    const tally = last === undefined ? undefined : found.get(last.key)
    if (tally !== undefined) tally[reachOf(recording)] += 1
  }
  return found
}

/** From the start of the first local day to the start of the day after the last, in ms. */
function boundsOf({ from, to }: DayRange): { from: number; to: number } {
  const [year = 0, month = 1, day = 1] = to.split('-').map(Number)
  return { from: new Date(`${from}T00:00:00`).getTime(), to: new Date(year, month - 1, day + 1).getTime() }
}
