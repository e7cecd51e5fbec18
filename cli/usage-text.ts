import { describeFailure } from '../i18n/describe-failure.ts'
import type { Language } from '../i18n/languages.ts'
import { fill, textOf } from '../i18n/texts.ts'
import type { UsageError } from './usage-error.ts'

/** What is wrong with the arguments or the environment, in one sentence. */
export function usageText(error: UsageError, language: Language): string {
  const { problem, values } = error
  return fill(textOf(language), `terminal.usage.${problem}`, { reason: reasonOf(error, language), ...values })
}

/** The words of the cause; '' without one. */
function reasonOf({ cause, failure }: UsageError, language: Language): string {
  if (failure !== null) return describeFailure(failure, language).title
  if (!(cause instanceof Error)) return ''
  const { code, message } = cause as NodeJS.ErrnoException
  const known: Readonly<Record<string, string>> = textOf(language)('terminal.systemErrors', {
    returnObjects: true,
  })
  return code !== undefined && Object.hasOwn(known, code) ? `${known[code]} (${code})` : message
}
