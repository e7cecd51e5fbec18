import { describeFailure } from '../i18n/describe-failure.ts'
import type { Language } from '../i18n/languages.ts'
import { fill, textOf } from '../i18n/texts.ts'
import type { UsageError } from './usage-error.ts'

/** What is wrong with the arguments or the environment, in one sentence. */
export function usageText({ problem, values, failure }: UsageError, language: Language): string {
  const reason = failure === null ? {} : { reason: describeFailure(failure, language).title }
  return fill(textOf(language), `terminal.usage.${problem}`, { ...reason, ...values })
}
