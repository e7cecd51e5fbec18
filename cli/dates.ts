import { UsageError } from './usage-error.ts'

/**
 * Parses --from and --to into ISO instants. A day, `2026-11-20`, is in the local time zone, both ends
 * inclusive; anything longer is an ISO date and time, local unless it has an offset.
 */
export function readRange(from: string, to: string): { from: string; to: string } {
  const start = readInstant('--from', from, 'start')
  const end = readInstant('--to', to, 'end')
  if (start > end) throw new UsageError('rangeReversed', { from, to })
  return { from: start.toISOString(), to: end.toISOString() }
}

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?$/

/** Parses a day or a time as {@link readRange} does; a day is its start or its end. Throws UsageError. */
export function readInstant(option: string, text: string, edge: 'start' | 'end'): Date {
  const day = DAY.exec(text)
  if (day !== null) {
    const [year, month, date] = day.slice(1).map(Number) as [number, number, number]
    const start = new Date(year, month - 1, date)
    const isReal = start.getFullYear() === year && start.getMonth() === month - 1 && start.getDate() === date
    if (isReal) return edge === 'start' ? start : new Date(new Date(year, month - 1, date + 1).getTime() - 1)
  } else if (MOMENT.test(text) && !Number.isNaN(Date.parse(text))) {
    return new Date(text)
  }
  throw new UsageError('notADate', { option, value: JSON.stringify(text) })
}

/** `2026-11-20 09:05 +08:00` in the local zone, or `otherwise` for a missing time. */
export function localTime(iso: string | null, otherwise = '-'): string {
  if (iso === null) return otherwise
  const time = new Date(iso)
  const two = (n: number) => String(n).padStart(2, '0')
  const east = -time.getTimezoneOffset()
  const zone = `${east < 0 ? '-' : '+'}${two(Math.floor(Math.abs(east) / 60))}:${two(Math.abs(east) % 60)}`
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())} ${zone}`
}
