/** Local calendar days, both inclusive, as YYYY-MM-DD. */
export interface DayRange {
  from: string
  to: string
}

export const PRESETS = [
  'week',
  'month',
  'quarter',
  'halfYear',
  'twelveMonths',
  'thisMonth',
  'lastMonth',
  'year',
] as const
export type Preset = (typeof PRESETS)[number]
export type Period = Preset | 'custom'

/** A local calendar day as YYYY-MM-DD. */
export function dayOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

const daysBefore = (date: Date, days: number): Date =>
  new Date(date.getFullYear(), date.getMonth(), date.getDate() - days)

/** The days of a preset, including today. */
export function daysOfPreset(preset: Preset, today: Date): DayRange {
  const year = today.getFullYear()
  const month = today.getMonth()
  const to = dayOf(today)
  switch (preset) {
    case 'week':
      return { from: dayOf(daysBefore(today, 6)), to }
    case 'month':
      return { from: dayOf(daysBefore(today, 29)), to }
    case 'quarter':
      return { from: dayOf(daysBefore(today, 89)), to }
    case 'halfYear':
      return { from: dayOf(new Date(year, month - 5, 1)), to }
    case 'twelveMonths':
      return { from: dayOf(new Date(year, month - 11, 1)), to }
    case 'thisMonth':
      return { from: dayOf(new Date(year, month, 1)), to }
    case 'lastMonth':
      return { from: dayOf(new Date(year, month - 1, 1)), to: dayOf(new Date(year, month, 0)) }
    case 'year':
      return { from: dayOf(new Date(year, 0, 1)), to }
  }
}

/** The next wider preset; null if there is none. */
export function widerPreset(days: DayRange, today: Date): Preset | null {
  return (
    (['month', 'quarter', 'halfYear', 'twelveMonths'] as const).find(
      (preset) => daysOfPreset(preset, today).from < days.from,
    ) ?? null
  )
}

/** Instants from the first local moment of the first day to the last of the last. */
export function instantsOfDays(days: DayRange): { from: string; to: string } {
  const [year, month, day] = days.to.split('-').map(Number)
  // Computed from the start of the next day, because a day may have 23 or 25 hours.
  const end = new Date(year ?? 0, (month ?? 1) - 1, (day ?? 1) + 1)
  return {
    from: new Date(`${days.from}T00:00:00`).toISOString(),
    to: new Date(end.getTime() - 1).toISOString(),
  }
}
