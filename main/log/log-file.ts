import { mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
// Its entry for Node: the one for Electron adds channels of its own and a script to every page.
import electronLog from 'electron-log/node'
import type { Log } from '../ports.ts'
import { logTo } from './redacted-log.ts'

const LARGEST = 1_000_000

/**
 * One JSON line an event, redacted, in a file of about 1 MB; `<name>.old.log` is the one before. Warnings and errors
 * are told on the terminal too. Never throws: a log that cannot be written must not stop what it tells of.
 */
export function createLog(file: string, now?: () => Date): Log {
  const { transports, ...levels } = electronLog.create({ logId: file })
  makeFolder(dirname(file))
  // The lines are finished: nothing is put around them, and no % in them is a placeholder.
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
  return logTo((level, line) => levels[level](line), now)
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch {
    // The file will not be written then, and that is told on the terminal.
  }
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
    const lines = buffer.toString('utf8', 0, bytesRead).split(/\r?\n/)
    // The first one is whole only where reading began at the start.
    return lines.slice(from === 0 ? 0 : 1).filter((line) => line !== '')
  } finally {
    await handle.close()
  }
}
