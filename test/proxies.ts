import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/**
 * The address of the tests' servers through a proxy: loopback names are never proxied. On Linux and macOS a
 * connection to this address arrives on 127.0.0.1.
 */
export const BEYOND = '0.0.0.0'

export interface RealProxy {
  /** host:port. */
  host: string
  /** With the scheme, as in the settings. */
  url: string
  /** The servers requested from it, as host:port, in order. */
  reached(): string[]
  stop(): Promise<void>
}

export interface RealProxyOrder {
  signIn?: { username: string; password: string }
  port?: number
}

export interface ProxyProgram {
  name: 'tinyproxy' | 'microsocks'
  /** Name, and its Debian package if it is not installed. */
  title: string
  isInstalled: boolean
  start(order?: RealProxyOrder): Promise<RealProxy>
}

/** Third-party proxies used by companies: tinyproxy for HTTP CONNECT, microsocks for SOCKS5. */
export const proxyPrograms: ProxyProgram[] = [
  program('tinyproxy', 'tinyproxy-bin', 'http', (folder, port, signIn) => {
    const lines = [
      ...[`Listen 127.0.0.1`, `Port ${port}`, 'Timeout 60', 'MaxClients 50', 'Allow 127.0.0.1'],
      ...['LogLevel Connect', `LogFile "${join(folder, 'log')}"`],
      ...(signIn === undefined ? [] : [`BasicAuth ${signIn.username} ${signIn.password}`]),
    ]
    writeFileSync(join(folder, 'tinyproxy.conf'), `${lines.join('\n')}\n`)
    return ['-d', '-c', join(folder, 'tinyproxy.conf')]
  }),
  program('microsocks', 'microsocks', 'socks5', (_folder, port, signIn) => [
    ...['-i', '127.0.0.1', '-p', String(port)],
    ...(signIn === undefined ? [] : ['-u', signIn.username, '-P', signIn.password]),
  ]),
]

function program(
  name: ProxyProgram['name'],
  debian: string,
  scheme: string,
  argumentsFor: (folder: string, port: number, signIn: RealProxyOrder['signIn']) => string[],
): ProxyProgram {
  const isInstalled = isOnPath(name)
  const start = async ({ signIn, port: wanted }: RealProxyOrder = {}): Promise<RealProxy> => {
    const folder = mkdtempSync(join(tmpdir(), `meetkeep-${name}-`))
    const port = wanted ?? (await freePort())
    const child = spawn(name, argumentsFor(folder, port, signIn), { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    await listening(child, port, () => said)
    return {
      host: `127.0.0.1:${port}`,
      url: `${scheme}://127.0.0.1:${port}`,
      reached: () => {
        const log = name === 'tinyproxy' ? readFileSync(join(folder, 'log'), 'utf8') : said
        return [...log.matchAll(/(?:: CONNECT|connected to) ([\d.]+:\d+)/g)].map(([, host = '']) => host)
      },
      stop: async () => {
        if (child.exitCode === null && child.signalCode === null) {
          child.kill('SIGKILL')
          await once(child, 'exit')
        }
        rmSync(folder, { recursive: true })
      },
    }
  }
  return {
    name,
    title: isInstalled ? name : `${name} (not installed: Debian's ${debian})`,
    isInstalled,
    start,
  }
}

function isOnPath(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** A port that is free now; it is assumed to stay free for the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function listening(child: ChildProcess, port: number, said: () => string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (child.exitCode !== null) break
    const socket = connect(port, '127.0.0.1')
    const isThere = await new Promise((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    })
    socket.destroy()
    if (isThere) return
    await delay(50)
  }
  child.kill('SIGKILL')
  throw new Error(`${child.spawnfile} did not start: ${said()}`)
}
