import { describeFailure } from '../contract/error-texts.ts'
import type { Failure } from '../contract/errors.ts'
import type { Language } from './environment.ts'
import { safe } from './text.ts'

/** Where a command writes: results to stdout, everything about them to stderr. */
export interface Output {
  /** --json: results are JSON and nothing else stands on stdout. */
  isJson: boolean
  language: Language
  /** A line of result for people; nothing with --json. */
  line(text: string): void
  /** A remark for people, on stderr; nothing with --json. */
  remark(text: string): void
  /** One JSON document on one line; nothing without --json. */
  json(value: unknown): void
  failure(failure: Failure): void
}

export interface ErrorRow {
  code: string
  message: string
  requestId: string | null
}

export function createOutput(isJson: boolean, language: Language): Output {
  const out = (text: string) => process.stdout.write(`${text}\n`)
  const err = (text: string) => process.stderr.write(`${text}\n`)
  return {
    isJson,
    language,
    line: (text) => void (isJson || out(text)),
    remark: (text) => void (isJson || err(text)),
    json: (value) => void (isJson && out(JSON.stringify(value))),
    failure(failure) {
      if (isJson) out(JSON.stringify({ error: errorRow(failure, language) }))
      else err(failureLines(failure, language))
    },
  }
}

/** The failure as every --json document holds it. */
export function errorRow(failure: Failure, language: Language): ErrorRow {
  const { title, detail } = describeFailure(failure, language)
  const message = detail === null ? title : `${title} (${detail})`
  return { code: failure.code, message: safe(message), requestId: failure.requestId ?? null }
}

/** What happened, what to do, and what to tell the service's support. */
export function failureLines(failure: Failure, language: Language): string {
  const { title, advice, detail } = describeFailure(failure, language)
  const id = failure.requestId === undefined ? '' : ` · request ${failure.requestId}`
  const more = detail === null ? '' : `\n  ${detail}`
  return `${title}\n  ${advice}${more}\n  ${failure.code}${id}`.split('\n').map(safe).join('\n')
}
