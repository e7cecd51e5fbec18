import { InvalidArgumentError } from 'commander'
import type { Text } from '../i18n/texts.ts'
import type { WantedCertificate } from '../main/network/trusted-certificates.ts'
import { withHome } from './home-path.ts'
import { readTrust } from './trusted-certificates.ts'

const MS_OF_UNIT: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const LONGEST_MS = 7 * 86_400_000

/**
 * Parsers of the values of options and arguments. They throw commander's InvalidArgumentError with what to write
 * instead, in the language of `t`.
 */
export function valueParsers(t: Text) {
  /** Pasted IDs may have blanks, the CR of a Windows file or a byte order mark around them. */
  const id = (text: string): string => {
    const trimmed = text.trim()
    if (trimmed === '') throw new InvalidArgumentError(t('terminal.usage.id'))
    return trimmed
  }
  /** A time such as 90s, 30m, 2h or 1d, in ms; 7 days at most. */
  const time = (text: string): number => {
    const [, amount = '', unit = ''] = /^(\d{1,6})([smhd])$/.exec(text.trim()) ?? []
    const ms = Number(amount) * (MS_OF_UNIT[unit] ?? NaN)
    if (text.trim() === '0') return 0
    if (!(ms <= LONGEST_MS)) throw new InvalidArgumentError(t('terminal.usage.time'))
    return ms
  }
  return {
    id,

    /** Rejects an empty text: it is an unset variable, and must not mean the current directory. */
    folder(text: string): string {
      if (text.trim() === '') throw new InvalidArgumentError(t('terminal.usage.folder'))
      return withHome(text)
    },

    /** File of a report, whose extension says its kind. */
    report(text: string): string {
      if (!/\.(?:csv|html)$/i.test(text)) throw new InvalidArgumentError(t('terminal.usage.report'))
      return withHome(text)
    },

    /** `PORT` of this computer alone, or `HOST:PORT`. */
    address(text: string): { host: string; port: number } {
      const [, host = '127.0.0.1', digits = ''] = /^(?:(.+):)?(\d{1,5})$/.exec(text) ?? []
      const port = Number(digits)
      if (digits === '' || port > 65_535) throw new InvalidArgumentError(t('terminal.usage.address'))
      return { host: host.replace(/^\[(.*)\]$/, '$1'), port }
    },

    /** A time of day as HH:MM; commander calls it for each, with those before. */
    times(text: string, before: string[] = []): string[] {
      if (!/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text))
        throw new InvalidArgumentError(t('terminal.usage.timeOfDay'))
      return [...before, text]
    },

    /** One or more IDs, as `id`; commander calls it for each, with those before. */
    ids(text: string, before: string[] = []): string[] {
      return [...before, id(text)]
    },

    /** A text of a repeatable option; commander calls it for each, with those before. */
    texts: (text: string, before: string[] = []): string[] => (text === '' ? before : [...before, text]),

    time,

    /** A time as `time`, but not none. */
    span(text: string): number {
      const ms = time(text)
      if (ms === 0) throw new InvalidArgumentError(t('terminal.usage.time'))
      return ms
    },

    trust(text: string): WantedCertificate {
      const read = readTrust(text)
      if (read === null) throw new InvalidArgumentError(t('terminal.usage.trust'))
      return read
    },

    typesOf(text: string): string[] {
      const types = text.split(',').map((type) => type.trim())
      if (types.some((type) => !/^\w{1,40}$/.test(type)))
        throw new InvalidArgumentError(t('terminal.usage.types'))
      return types
    },

    count(min: number, max: number): (text: string) => number {
      return (text) => {
        if (!/^\d{1,9}$/.test(text) || Number(text) < min || Number(text) > max)
          throw new InvalidArgumentError(t('terminal.usage.wholeNumber', rangeText(min, max)))
        return Number(text)
      }
    },

    seconds(min: number, max: number): (text: string) => number {
      return (text) => {
        if (!/^\d{1,9}(\.\d{1,3})?$/.test(text) || Number(text) < min || Number(text) > max)
          throw new InvalidArgumentError(t('terminal.usage.seconds', rangeText(min, max)))
        return Number(text)
      }
    },

    oneOf(choices: readonly string[]): (text: string) => string {
      return (text) => {
        if (!choices.includes(text))
          throw new InvalidArgumentError(t('terminal.usage.choices', { choices: choices.join(', ') }))
        return text
      }
    },
  }
}

function rangeText(min: number, max: number): { min: string; max: string } {
  return { min: String(min), max: String(max) }
}
