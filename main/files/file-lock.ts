import { createHash } from 'node:crypto'
import { realpath, rm } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

export type Unlock = () => Promise<void>

/**
 * Locks a path for this process by listening on a local address derived from it. The system gives that
 * address to one process only and releases it when the process is killed, which no lock file can promise.
 * null: another process has the lock. Rejects if the system has no such addresses.
 */
export async function acquireLock(path: string): Promise<Unlock | null> {
  const folder = await realpath(dirname(path)).catch(() => dirname(path))
  const address = addressOf(join(folder, basename(path)))
  try {
    return await listenOn(address)
  } catch (error) {
    if (!isInUse(error)) throw error
  }
  if (!address.startsWith('/') || !(await isStaleLock(address))) return null
  await rm(address, { force: true })
  return await listenOn(address).catch(() => null)
}

const POLL_MS = 20

/** Runs a short task under the lock of this path; after `longestMs` runs it even without the lock. */
export async function withFileLock<T>(path: string, longestMs: number, work: () => Promise<T>): Promise<T> {
  let unlock: Unlock | null = null
  try {
    const until = performance.now() + longestMs
    for (unlock = await acquireLock(path); unlock === null && performance.now() < until;) {
      await wait(POLL_MS)
      unlock = await acquireLock(path)
    }
  } catch {
    // No lock address is available, so no other process has one either.
  }
  try {
    return await work()
  } finally {
    await unlock?.()
  }
}

/** Linux and Windows drop the name with its process; elsewhere it is a socket file, which may be left. */
function addressOf(path: string): string {
  const name = `meetkeep-${createHash('sha256').update(path).digest('hex').slice(0, 32)}`
  if (process.platform === 'linux') return `\0${name}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), name)
}

function listenOn(address: string): Promise<Unlock> {
  return new Promise((resolve, reject) => {
    const server = net.createServer((client) => client.destroy())
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

/** A socket file is stale if its process is gone: connecting to it fails. */
function isStaleLock(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const client = net.connect(address, () => {
      client.destroy()
      resolve(false)
    })
    client.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED'))
  })
}

const isInUse = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
