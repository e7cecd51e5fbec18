import type { Language } from '../i18n/languages.ts'

/** Output of a command: results to stdout, messages to stderr. */
export interface Output {
  /** --json: stdout has JSON results only. */
  isJson: boolean
  language: Language
  /** Prints a line of text results; nothing with --json. */
  line(text: string): void
  /** Prints a message on stderr; nothing with --json. */
  remark(text: string): void
  /** Prints one JSON document on one line; nothing without --json. */
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
