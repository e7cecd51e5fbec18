import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { App, LoginItemSettings } from 'electron'

type Used =
  | 'commandLine'
  | 'enableSandbox'
  | 'exit'
  | 'getAppPath'
  | 'getApplicationNameForProtocol'
  | 'getLocale'
  | 'getLoginItemSettings'
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
  | 'setLoginItemSettings'
  | 'setPath'
  | 'setToastActivatorCLSID'
  | 'whenReady'

/** A cancelable event, as in Electron. */
export function preventable(): { defaultPrevented: boolean; preventDefault(): void } {
  return {
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true
    },
  }
}

/** Languages of the connected browser; the system's own until one connects. */
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

/** The subset of Electron's `app` that Meetkeep uses; it emits its events through Node's emitter. */
export const app = Object.assign(events, {
  isPackaged: false,
  // The browser has its own.
  commandLine: {
    appendSwitch: () => undefined,
    getSwitchValue: () => '',
    hasSwitch: (name: string) => process.argv.includes(`--${name}`),
  } as unknown as App['commandLine'],
  // A browser isolates its pages itself.
  enableSandbox: () => undefined,
  exit: (code) => process.exit(code),
  isReady: () => true,
  whenReady: () => Promise.resolve(),
  // Only Windows needs it, and the stand-in does not register itself there.
  setAppUserModelId: () => undefined,
  setToastActivatorCLSID: () => undefined,
  getAppPath: () => dirname(process.argv[1] ?? '.'),
  getVersion: () => ownVersion(dirname(process.argv[1] ?? '.')),
  // It is not packaged, so it registers nothing.
  getLoginItemSettings: () => ({ openAtLogin: false, wasOpenedAtLogin: false }) as LoginItemSettings,
  setLoginItemSettings: () => undefined,
  getLocale: () => languages.current[0] ?? 'en-US',
  getPreferredSystemLanguages: () => languages.current,
  getPath(name) {
    const path = paths.get(name)
    if (path === undefined) throw new Error(`The stand-in knows no path "${name}"`)
    return path
  },
  // The system does not send links to the stand-in; it only stores the registration.
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
      handOver(lock, { argv: process.argv, data: handedOver })
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

/** Registers cleanup of the window and the server when the app quits. */
export function onEnd(close: () => void): void {
  end = () => {
    close()
    process.exit(0)
  }
}

/** A second signal quits immediately, unless a question has been answered since the first. */
export const signals = { firstAt: Infinity }
/** electron-store emits each signal again after handling it (when-exit); no user presses keys that fast. */
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

/** One process per state folder: two would write the same files. A dead owner's lock is taken over. */
function takeLock(file: string): boolean {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const mine = `${process.pid} ${startOf(process.pid)}`
  try {
    writeFileSync(file, mine, { flag: 'wx', mode: 0o600 })
  } catch {
    const owner = readFileSync(file, 'utf8')
    const pid = Number(owner.split(' ')[0])
    if (pid !== process.pid && isAlive(pid) && owner === `${pid} ${startOf(pid)}`) return false
    writeFileSync(file, mine, { mode: 0o600 })
  }
  process.on('exit', () => rmSync(file, { force: true }))
  return true
}

/** A second instance writes its data beside the lock, atomically. */
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
    const { argv, data } = JSON.parse(readFileSync(file, 'utf8')) as { argv: string[]; data: unknown }
    rmSync(file)
    events.emit('second-instance', preventable(), argv, '', data)
  })
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch {
    return false
  }
}

/**
 * Start time of a process, in ticks since boot: distinguishes it from a later one with the same PID (proc(5),
 * stat, 22).
 */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    // Only Linux provides it; elsewhere only the PID is compared.
    return ''
  }
}
