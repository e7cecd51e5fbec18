import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Log, LogFields } from '../ports.ts'

const LARGEST = 1_000_000

/**
 * One JSON line an event, in a file of at most 1 MB and its predecessor. Never throws: a log that cannot be
 * written must not stop what it tells of.
 */
export function createLog(file: string, now: () => Date = () => new Date()): Log {
  const write = (level: string, message: string, fields: LogFields = {}): void => {
    const line = JSON.stringify({ at: now().toISOString(), level, message, ...fields })
    if (level !== 'info') console.error(line)
    try {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST) renameSync(file, `${file}.1`)
      appendFileSync(file, `${line}\n`, { mode: 0o600 })
    } catch {
      // Nothing sensible is left to do.
    }
  }
  return {
    info: (message, fields) => write('info', message, fields),
    warn: (message, fields) => write('warn', message, fields),
    error: (message, fields) => write('error', message, fields),
  }
}
