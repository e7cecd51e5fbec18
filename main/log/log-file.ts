import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Log, LogFields } from '../ports.ts'
import { redact } from './redact.ts'

const LARGEST = 1_000_000
/** Files before the current one: `<file>.1` is the newest of them. */
const KEPT = 3

/**
 * One JSON line an event, redacted, in a file of at most 1 MB and its predecessors. Never throws: a log that cannot
 * be written must not stop what it tells of.
 */
export function createLog(file: string, now: () => Date = () => new Date()): Log {
  return logTo((level, line) => {
    if (level !== 'info') console.error(line)
    try {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST) rotate(file)
      appendFileSync(file, `${line}\n`, { mode: 0o600 })
    } catch {
      // Nothing sensible is left to do.
    }
  }, now)
}

/** A log whose lines go wherever `write` puts them. Whatever that is, they are redacted here and nowhere else. */
export function logTo(
  write: (level: 'info' | 'warn' | 'error', line: string) => void,
  now: () => Date = () => new Date(),
): Log {
  const at =
    (level: 'info' | 'warn' | 'error') =>
    (message: string, fields: LogFields = {}): void => {
      const texts = Object.entries({ message, ...fields }).map(([name, value]) => [
        name,
        typeof value === 'string' ? redact(value) : value,
      ])
      write(level, JSON.stringify({ at: now().toISOString(), level, ...Object.fromEntries(texts) }))
    }
  return { info: at('info'), warn: at('warn'), error: at('error') }
}

function rotate(file: string): void {
  for (let n = KEPT - 1; n >= 1; n -= 1)
    if (statSync(`${file}.${n}`, { throwIfNoEntry: false }) !== undefined)
      renameSync(`${file}.${n}`, `${file}.${n + 1}`)
  renameSync(file, `${file}.1`)
}

/** The last lines of a log, whole ones, at most so many bytes of them; none when there is no log. */
export async function lastLines(file: string, bytes: number): Promise<string[]> {
  const handle = await open(file).catch(() => null)
  if (handle === null) return []
  try {
    const { size } = await handle.stat()
    const from = Math.max(0, size - bytes)
    const { buffer, bytesRead } = await handle.read({
      buffer: Buffer.alloc(size - from),
      position: from,
    })
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n')
    // The first one is whole only where reading began at the start.
    return lines.slice(from === 0 ? 0 : 1).filter((line) => line !== '')
  } finally {
    await handle.close()
  }
}
