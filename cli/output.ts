import type { Language } from '../i18n/languages.ts'

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
  }
}
