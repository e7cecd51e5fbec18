import { createHash } from 'node:crypto'
import { realpath, rm } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../contract/errors.ts'
import type { Log } from '../ports.ts'

/**
 * [Note: one writer] Two processes that write one part (the window and a script, a scheduled command that
 * overlaps with itself) would cut off each other's bytes, and the first to finish would give its name to a file
 * with a hole. So whoever writes a part listens on a local address made of its path: the system gives that to one
 * process, and takes it back from one that was killed, which no lock file can promise. Throws FILE_LOCKED when
 * another process has it. Where the system gives no such address at all the file is written without.
 */
export async function lockPart(finalPath: string, log: Log): Promise<() => Promise<void>> {
  const folder = await realpath(dirname(finalPath)).catch(() => dirname(finalPath))
  const address = addressOf(join(folder, basename(finalPath)))
  try {
    return await listenOn(address)
  } catch (error) {
    if (!isInUse(error)) {
      log.warn('transfer: no lock', { detail: (error as NodeJS.ErrnoException).code })
      return () => Promise.resolve()
    }
  }
  if (address.startsWith('/') && (await isForsaken(address))) {
    await rm(address, { force: true })
    const unlock = await listenOn(address).catch(() => null)
    if (unlock !== null) return unlock
  }
  throw new AppError('FILE_LOCKED', {
    params: { path: finalPath },
    detail: 'another process is writing this file',
  })
}

/** Linux and Windows have names that vanish with their process; elsewhere it is a socket file, which may be left. */
function addressOf(path: string): string {
  const name = `meetkeep-${createHash('sha256').update(path).digest('hex').slice(0, 32)}`
  if (process.platform === 'linux') return `\0${name}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), name)
}

function listenOn(address: string): Promise<() => Promise<void>> {
  return new Promise((resolve, reject) => {
    const server = net.createServer((visitor) => visitor.destroy())
    server.once('error', reject)
    server.listen(address, () =>
      resolve(
        () =>
          new Promise((closed) => {
            server.close(() => closed())
          }),
      ),
    )
    server.unref()
  })
}

/** Nobody answers at a socket file whose process is gone. */
function isForsaken(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const visitor = net.connect(address, () => {
      visitor.destroy()
      resolve(false)
    })
    visitor.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED'))
  })
}

const isInUse = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
