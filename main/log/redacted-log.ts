import type { Log, LogFields } from '../interfaces.ts'
import { redact } from './redact.ts'

export type LogLevel = 'info' | 'warn' | 'error'

/** A log that passes redacted JSON lines to `write`. This is the only place where log lines are redacted. */
export function createRedactedLog(
  write: (level: LogLevel, line: string) => void,
  now: () => Date = () => new Date(),
): Log {
  const at =
    (level: LogLevel) =>
    (message: string, fields: LogFields = {}): void => {
      const texts = Object.entries({ message, ...fields }).map(([name, value]) => [
        name,
        typeof value === 'string' ? redact(value) : value,
      ])
      write(level, JSON.stringify({ at: now().toISOString(), level, ...Object.fromEntries(texts) }))
    }
  return { info: at('info'), warn: at('warn'), error: at('error') }
}
