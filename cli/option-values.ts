import { InvalidArgumentError } from 'commander'
import type { Text } from '../i18n/texts.ts'

/**
 * Parsers of the values of options and arguments. They throw commander's InvalidArgumentError with what to write
 * instead, in the language of `t`.
 */
export function valueParsers(t: Text) {
  return {
    /** Rejects an empty text: it is an unset variable, and must not mean the current directory. */
    folder(text: string): string {
      if (text.trim() === '') throw new InvalidArgumentError(t('terminal.usage.folder'))
      return text
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
