import { describeFailure } from '../i18n/describe-failure.ts'
import type { Failure } from '../contract/errors.ts'
import type { Language } from '../i18n/languages.ts'
import { type Text, textOf } from '../i18n/texts.ts'
import { credentialsAdvice, TERMINAL_ADVICE } from './terminal-advice.ts'
import { safe } from './text.ts'

export interface ErrorRow {
  code: string
  message: string
  requestId: string | null
  /** The values of the message: host and fingerprint of a certificate, say. Absent if there are none. */
  params?: Record<string, string | number | boolean>
}

/** A failure as in every --json document. */
export function errorRow(failure: Failure, language: Language): ErrorRow {
  const { title, detail } = describe(failure, language)
  const message = detail === null ? title : `${title} (${detail})`
  const params = Object.entries(failure.params ?? {}).map(([name, value]) => [
    name,
    typeof value === 'string' ? safe(value) : value,
  ])
  return {
    code: failure.code,
    message: safe(message),
    requestId: failure.requestId ?? null,
    ...(params.length === 0 ? {} : { params: Object.fromEntries(params) as Record<string, string> }),
  }
}

/** What happened, what to do, and the details for the service's support. */
export function failureLines(failure: Failure, language: Language): string {
  const { title, advice, detail } = describe(failure, language)
  const { code, requestId: id } = failure
  const t = textOf(language)
  const request = id === undefined ? [] : [t('terminal.request', { id })]
  const codes = hasServiceCode(failure) ? [t('terminal.errorCodes', { url: errorCodesPage(language) })] : []
  const lines = [title, advice, ...(detail?.split('\n') ?? []), ...codes, [code, ...request].join(' · ')]
  return lines.map(safe).join('\n  ')
}

/** A text about a file or a recording; `text` is safe already. */
export function withSubject(subject: string, text: string, t: Text): string {
  return t('terminal.about', { subject: safe(subject), text })
}

/** The cloud's own codes; the meetings server of a customer has others. */
function hasServiceCode({ params = {} }: Failure): boolean {
  return params['serviceCode'] !== undefined && params['server'] !== 'meetings'
}

/** The list that the service publishes, with its own solutions. */
function errorCodesPage(language: Language): string {
  const edition = language === 'zh-CN' ? '' : 'intl/en-us/'
  return `https://support.huaweicloud.com/${edition}api-meeting/ErrorCode.html`
}

/** Only the terminal knows which variables a sign-in needs. */
function describe(failure: Failure, language: Language): ReturnType<typeof describeFailure> {
  const described = describeFailure(failure, language, TERMINAL_ADVICE)
  if (failure.code !== 'AUTH_REQUIRED' || described.detail !== null) return described
  return { ...described, detail: credentialsAdvice(failure, language) }
}
