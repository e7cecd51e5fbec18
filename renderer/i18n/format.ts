import { useMemo } from 'react'
import type { Language } from '../../i18n/languages.ts'
import { useLanguage } from './text.ts'

export interface Format {
  count(value: number): string
  /** "12.3 MB"; steps of 1024, as in most file managers. */
  bytes(value: number): string
  /** "3.2 MB/s" */
  speed(bytesPerSecond: number): string
  /** Whole seconds as "1h 5m" or "45s". */
  duration(seconds: number): string
  /** Hours, minutes and seconds. */
  exactDuration(seconds: number): string
  percent(fraction: number): string
  /** Date and time, local: "Nov 19, 2026, 10:07". */
  dateTime(iso: string): string
  date(iso: string): string
  /** A day as a heading: "Thursday, November 19, 2026". */
  day(iso: string): string
  /** Time only, local: "10:07". */
  time(iso: string): string
  /** With seconds, for times that are close: "10:07:32". */
  exactTime(iso: string): string
  /** "Nov", with its year "Nov 2026", or in full "November 2026"; in local time. */
  month(iso: string, as: 'name' | 'withYear' | 'full'): string
  /** "Nov 19", with the year if it is another one; local. */
  shortDay(iso: string, now: Date): string
  /** Where the year is known: "Fri, Nov 20, 10:07"; local. */
  dayOfYear(iso: string): string
  /** "a, b and c" */
  list(items: string[]): string
  /** Time only; with the date if it is not today. For times close enough to need no year. */
  clock(iso: string, now: Date): string
  /** Short name of the local time zone at that instant, e.g. "GMT+8". */
  zone(at: Date): string
}

const STEPS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** Formats numbers, dates and durations in a language; `timeZone` defaults to the system's. */
export function createFormat(language: Language, timeZone?: string): Format {
  const zoned = timeZone === undefined ? {} : { timeZone }
  const whole = new Intl.NumberFormat(language)
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 })
  const dateTime = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
    ...zoned,
  })
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', ...zoned })
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'full', ...zoned })
  const clock = new Intl.DateTimeFormat(language, { timeStyle: 'short', hourCycle: 'h23', ...zoned })
  const exactClock = new Intl.DateTimeFormat(language, { timeStyle: 'medium', hourCycle: 'h23', ...zoned })
  const dayAndClock = new Intl.DateTimeFormat(language, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...zoned,
  })
  const dayOfYear = new Intl.DateTimeFormat(language, {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...zoned,
  })
  const shortDay = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', ...zoned })
  const year = new Intl.DateTimeFormat(language, { year: 'numeric', ...zoned })
  const zone = new Intl.DateTimeFormat(language, { timeZoneName: 'short', ...zoned })
  const months = {
    name: new Intl.DateTimeFormat(language, { month: 'short', ...zoned }),
    withYear: new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric', ...zoned }),
    full: new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', ...zoned }),
  }
  const list = new Intl.ListFormat(language, { type: 'conjunction' })

  const unit = (value: number, name: string, digits = 0) =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay: language === 'zh-CN' ? 'short' : 'narrow',
      maximumFractionDigits: digits,
      minimumFractionDigits: digits,
    }).format(value)

  const bytes = (value: number) => {
    let size = Math.max(0, value)
    let step = 0
    // 1023.5 would be rounded to 1024 of the smaller unit.
    while (size >= 1023.5 && step < STEPS.length - 1) {
      size /= 1024
      step += 1
    }
    const digits = step > 0 && size < 9.95 ? 1 : 0
    return new Intl.NumberFormat(language, {
      style: 'unit',
      unit: STEPS[step],
      // The short unit name of a byte has no plural.
      unitDisplay: step === 0 ? 'long' : 'short',
      maximumFractionDigits: digits,
    }).format(size)
  }

  const duration = (seconds: number) => {
    const total = Math.max(0, Math.round(seconds))
    const gap = language === 'zh-CN' ? '' : ' '
    if (total < 60) return unit(total, 'second')
    const minutes = Math.round(total / 60)
    if (minutes < 60) return unit(minutes, 'minute')
    const rest = minutes % 60
    const hours = unit(Math.floor(minutes / 60), 'hour')
    return rest === 0 ? hours : `${hours}${gap}${unit(rest, 'minute')}`
  }

  /** To the second, for details: lists round. */
  const exactDuration = (seconds: number) => {
    const total = Math.max(0, Math.round(seconds))
    const parts = [
      [Math.floor(total / 3600), 'hour'],
      [Math.floor(total / 60) % 60, 'minute'],
      [total % 60, 'second'],
    ] as const
    const shown = parts.filter(([value]) => value > 0).map(([value, name]) => unit(value, name))
    return shown.length === 0 ? unit(0, 'second') : shown.join(language === 'zh-CN' ? '' : ' ')
  }

  return {
    count: (value) => whole.format(value),
    bytes,
    speed: (bytesPerSecond) => `${bytes(bytesPerSecond)}/s`,
    duration,
    exactDuration,
    percent: (fraction) => percent.format(fraction),
    dateTime: (iso) => dateTime.format(new Date(iso)),
    date: (iso) => date.format(new Date(iso)),
    day: (iso) => day.format(new Date(iso)),
    time: (iso) => clock.format(new Date(iso)),
    exactTime: (iso) => exactClock.format(new Date(iso)),
    month: (iso, as) => months[as].format(new Date(iso)),
    shortDay: (iso, now) => {
      const at = new Date(iso)
      return (year.format(at) === year.format(now) ? shortDay : date).format(at)
    },
    dayOfYear: (iso) => dayOfYear.format(new Date(iso)),
    list: (items) => list.format(items),
    clock: (iso, now) => {
      const at = new Date(iso)
      return date.format(at) === date.format(now) ? clock.format(at) : dayAndClock.format(at)
    },
    zone: (at) => zone.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? '',
  }
}

/** The format of the current language. */
export function useFormat(): Format {
  const language = useLanguage()
  return useMemo(() => createFormat(language), [language])
}
