import { mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
// The entry for Node: the one for Electron adds its own channels and injects a script into every page.
import electronLog from 'electron-log/node'
import type { Log } from '../interfaces.ts'
import { createRedactedLog } from './redacted-log.ts'

const LARGEST = 1_000_000

/**
 * Writes redacted JSON lines, one per event, to a file of about 1 MB; `<name>.old.log` is the previous one.
 * Warnings and errors also go to the terminal. Never throws: a log that cannot be written must not stop the
 * app.
 */
export function createLog(file: string, now?: () => Date): Log {
  const { transports, ...levels } = electronLog.create({ logId: file })
  makeFolder(dirname(file))
  // Lines are complete: nothing is added to them, and a % in them is not a placeholder.
  const asItIs = [({ data }: { data: unknown[] }) => data]
  Object.assign(transports.file, {
    resolvePathFn: () => file,
    maxSize: LARGEST,
    writeOptions: { flag: 'a', mode: 0o600, encoding: 'utf8' },
    transforms: [({ data }: { data: unknown[] }) => String(data[0])],
  })
  Object.assign(transports.console, {
    level: 'warn',
    transforms: asItIs,
    writeFn: ({ message }: { message: { data: unknown[] } }) => console.error(...message.data),
  })
  return createRedactedLog((level, line) => levels[level](line), now)
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch {
    // The file cannot be written then, and electron-log reports that on the terminal.
  }
}

/** The last complete lines of a log, at most `bytes` bytes; empty if there is no log. */
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
    const lines = buffer.toString('utf8', 0, bytesRead).split(/\r?\n/)
    // The first line is complete only if reading began at the start.
    return lines.slice(from === 0 ? 0 : 1).filter((line) => line !== '')
  } finally {
    await handle.close()
  }
}
