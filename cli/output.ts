import type { Language } from '../i18n/languages.ts'
import { SIGNAL_STATUS, EXIT } from './exit-status.ts'
import { safeJson, safeLines } from './text.ts'

/** Output of a command: results to stdout, messages to stderr. Neither carries control characters. */
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
    line: (text) => void (isJson || out(safeLines(text))),
    remark: (text) => void (isJson || err(safeLines(text))),
    json: (value) => void (isJson && out(safeJson(value))),
  }
}

/** Results that could not be written. */
export interface LostOutput {
  status: number
  /** null: the reader has left (`| head`). */
  cause: Error | null
}

/**
 * Stops a command whose results cannot be written, with SIGPIPE's status when the reader has left. stderr has messages
 * only, so its failures decide nothing. Returns what was lost; null: nothing so far.
 */
export function watchStreams(stop: AbortController): () => LostOutput | null {
  let lost: LostOutput | null = null
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Windows reports a closed pipe as EOF.
    const hasLeft = error.code === 'EPIPE' || error.code === 'EOF'
    lost ??= hasLeft ? { status: SIGNAL_STATUS.SIGPIPE, cause: null } : { status: EXIT.failed, cause: error }
    stop.abort(lost.status)
  })
  process.stderr.on('error', () => {})
  return () => lost
}
