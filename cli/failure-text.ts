import { describeFailure } from '../i18n/describe-failure.ts'
import type { Failure } from '../contract/errors.ts'
import type { Language } from '../i18n/languages.ts'
import { safe } from './text.ts'

export interface ErrorRow {
  code: string
  message: string
  requestId: string | null
}

/** A failure as in every --json document. */
export function errorRow(failure: Failure, language: Language): ErrorRow {
  const { title, detail } = describeFailure(failure, language)
  const message = detail === null ? title : `${title} (${detail})`
  return { code: failure.code, message: safe(message), requestId: failure.requestId ?? null }
}

/** What happened, what to do, and the details for the service's support. */
export function failureLines(failure: Failure, language: Language): string {
  const { title, advice, detail } = describeFailure(failure, language)
  const id = failure.requestId === undefined ? '' : ` · request ${failure.requestId}`
  const more = detail === null ? '' : `\n  ${detail}`
  return `${title}\n  ${advice}${more}\n  ${failure.code}${id}`.split('\n').map(safe).join('\n')
}
