import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { App } from 'electron'

type Used =
  | 'commandLine'
  | 'enableSandbox'
  | 'exit'
  | 'getAppPath'
  | 'getApplicationNameForProtocol'
  | 'getLocale'
  | 'getPath'
  | 'getPreferredSystemLanguages'
  | 'getVersion'
  | 'isDefaultProtocolClient'
  | 'isPackaged'
  | 'isReady'
  | 'quit'
  | 'removeAsDefaultProtocolClient'
  | 'requestSingleInstanceLock'
  | 'setAsDefaultProtocolClient'
  | 'setAppUserModelId'
  | 'setPath'
  | 'setToastActivatorCLSID'
  | 'whenReady'

/** An event that a listener may forbid, as Electron's. */
export function preventable(): { defaultPrevented: boolean; preventDefault(): void } {
  return {
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true
    },
  }
}

/** Languages of the browser that looks; the system's own until one does. */
export const languages = { current: [Intl.DateTimeFormat().resolvedOptions().locale] }

const paths = new Map<string, string>([
  ['home', homedir()],
  ['appData', process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')],
  ['downloads', join(homedir(), 'Downloads')],
])
const claimed = new Set<string>()
const events = new EventEmitter()
let end = (): void => process.exit(0)
let isQuitting = false

/** The `app` of Electron as far as Meetkeep uses it; its events go through Node's own emitter. */
export const app = Object.assign(events, {
  isPackaged: false,
  // The browser has its own.
  commandLine: {
    getSwitchValue: () => '',
    hasSwitch: (name: string) => process.argv.includes(`--${name}`),
  } as unknown as App['commandLine'],
  // A browser isolates its pages by itself.
  enableSandbox: () => undefined,
  exit: (code) => process.exit(code),
  isReady: () => true,
  whenReady: () => Promise.resolve(),
  // Windows alone asks for it, and the stand-in is no program of Windows.
  setAppUserModelId: () => undefined,
  setToastActivatorCLSID: () => undefined,
  getAppPath: () => dirname(process.argv[1] ?? '.'),
  getVersion: () => ownVersion(dirname(process.argv[1] ?? '.')),
  getLocale: () => languages.current[0] ?? 'en-US',
  getPreferredSystemLanguages: () => languages.current,
  getPath(name) {
    const path = paths.get(name)
    if (path === undefined) throw new Error(`The stand-in knows no path "${name}"`)
    return path
  },
  // No system hands links to the stand-in; it remembers what it was asked.
  setAsDefaultProtocolClient: (scheme) => !!claimed.add(scheme),
  removeAsDefaultProtocolClient: (scheme) => claimed.delete(scheme),
  isDefaultProtocolClient: (scheme) => claimed.has(scheme),
  getApplicationNameForProtocol: (url) => (claimed.has(url.slice(0, url.indexOf(':'))) ? 'Meetkeep' : ''),
  setPath: (name, path) => void paths.set(name, path),
  requestSingleInstanceLock(handedOver: object = {}) {
    const lock = join(app.getPath('userData'), 'stand-in.lock')
    const isFirst = takeLock(lock)
    if (isFirst) hearSecondStarts(lock)
    else {
      console.error('Meetkeep is running already.')
      handOver(lock, handedOver)
    }
    return isFirst
  },
  quit() {
    if (isQuitting) return
    const event = preventable()
    events.emit('before-quit', event)
    if (event.defaultPrevented) return
    isQuitting = true
    events.emit('will-quit', preventable())
    events.emit('quit')
    end()
  },
} satisfies Pick<App, Used>)

/** What closes the window and the server when the app ends. */
export function onEnd(close: () => void): void {
  end = () => {
    close()
    process.exit(0)
  }
}

/** A second signal ends at once, unless a question has been answered since the first. */
export const signals = { firstAt: Infinity }
/** electron-store sends each signal on once more when it has heard it (when-exit); nobody presses keys that fast. */
const ECHO_MS = 300
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (performance.now() - signals.firstAt > ECHO_MS) process.exit(130)
    signals.firstAt = Math.min(signals.firstAt, performance.now())
    app.quit()
  })
}

function ownVersion(folder: string): string {
  const file = join(folder, 'package.json')
  if (existsSync(file)) {
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version?: string }
    if (version !== undefined) return version
  }
  return dirname(folder) === folder ? '0.0.0' : ownVersion(dirname(folder))
}

/** One process for a state folder: two would write the same files. A dead owner's lock is taken over. */
function takeLock(file: string): boolean {
  mkdirSync(dirname(file), { recursive: true })
  const mine = `${process.pid} ${startOf(process.pid)}`
  try {
    writeFileSync(file, mine, { flag: 'wx' })
  } catch {
    const owner = readFileSync(file, 'utf8')
    const pid = Number(owner.split(' ')[0])
    if (pid !== process.pid && isAlive(pid) && owner === `${pid} ${startOf(pid)}`) return false
    writeFileSync(file, mine)
  }
  process.on('exit', () => rmSync(file, { force: true }))
  return true
}

/** A second start leaves what it hands over beside the lock, in one step. */
function handOver(lock: string, handedOver: unknown): void {
  const file = `${lock}.second-${process.pid}`
  writeFileSync(`${file}.new`, JSON.stringify(handedOver), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

function hearSecondStarts(lock: string): void {
  const pattern = new RegExp(`^${basename(lock)}\\.second-\\d+$`)
  watch(dirname(lock), { persistent: false }, (_what, name) => {
    const file = join(dirname(lock), name ?? '')
    if (name === null || !pattern.test(name) || !existsSync(file)) return
    const handedOver: unknown = JSON.parse(readFileSync(file, 'utf8'))
    rmSync(file)
    events.emit('second-instance', preventable(), [], '', handedOver)
  })
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch {
    return false
  }
}

/** When a process started, in ticks since boot: tells it from a later one of the same number (proc(5), stat, 22). */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    // Only Linux has it; elsewhere the number alone decides.
    return ''
  }
}
