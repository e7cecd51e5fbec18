import { EventEmitter } from 'node:events'
import { readFile } from 'node:fs/promises'
import type {
  BrowserWindow as ElectronWindow,
  BrowserWindowConstructorOptions,
  IpcMain,
  Protocol,
  WebContents as ElectronContents,
  Item,
} from 'electron'
import { app, languages, onEnd, preventable } from './app.ts'
import { desktopPage, pressOnDesktop } from './desktop.ts'
import type { JsonValue, FromPage, ScreenCapture, Question, ToPage } from './messages.ts'
import { serve, type Serving, type Site } from './server.ts'

type Handler = (event: unknown, ...args: unknown[]) => unknown
type PageHandler = (request: Request) => Response | Promise<Response>

const handlers = new Map<string, Handler>()
const schemes = new Map<string, PageHandler>()
const answers = new Map<number, (path: string | null) => void>()
const captures = new Map<number, (captured: ScreenCapture) => void>()
/** Handlers of the page's keys; the stand-in's globalShortcut registers them. */
export const shortcuts = new Map<string, () => void>()
const presses = new Map<number, (pressed: { button: number; isChecked: boolean }) => void>()
let serving: Serving | null = null
let isOpen = false
/** Only the app itself hides its window: the tab of a browser stays. */
let isShown = false
let isFocused = true

export const ipcMain = Object.assign(new EventEmitter(), {
  handle(channel, listener) {
    if (handlers.has(channel)) throw new Error(`A second handler for '${channel}'`)
    handlers.set(channel, listener as Handler)
  },
} satisfies Pick<IpcMain, 'handle'>)

export const protocol = {
  // Browsers have their own rules for http on loopback.
  registerSchemesAsPrivileged: () => undefined,
  handle: (scheme, handler) => void schemes.set(scheme, handler),
} satisfies Pick<Protocol, 'handle' | 'registerSchemesAsPrivileged'>

export const session = {
  // The browser asks its user itself, and has its own rules for requests and downloads.
  defaultSession: {
    on: () => undefined,
    webRequest: { onBeforeRequest: () => undefined },
    setPermissionRequestHandler: () => undefined,
    setPermissionCheckHandler: () => undefined,
    setDevicePermissionHandler: () => undefined,
    clearStorageData: async () => undefined,
    // Plain Node does not read the system's proxy settings or scripts.
    resolveProxy: async () => 'DIRECT',
  },
}

type Frame = { url: string; parent: null }

/** The page's side of the window: all tabs that show it. */
class Contents extends EventEmitter {
  readonly id = 1
  readonly mainFrame: Frame = { url: '', parent: null }
  send(channel: string, ...args: unknown[]): void {
    serving?.send({ type: 'event', channel, args: args.map(box) })
  }
  isDestroyed(): boolean {
    return !isOpen
  }
  reload(): void {
    serving?.send({ type: 'reload' })
  }
  // The browser cannot hand a file to another program.
  startDrag({ file, files }: Item): void {
    tell((files ?? [file]).join(', '))
  }
  // Windows opened by the page are tabs of the browser, which has its own policy for WebRTC.
  setWindowOpenHandler(): void {}
  setWebRTCIPHandlingPolicy(): void {}
}
Contents satisfies new () => Pick<
  ElectronContents,
  | 'id'
  | 'send'
  | 'reload'
  | 'isDestroyed'
  | 'startDrag'
  | 'setWindowOpenHandler'
  | 'setWebRTCIPHandlingPolicy'
>

/** The only window: a page at a loopback address, in any browser that opens it. */
export class BrowserWindow extends EventEmitter {
  readonly webContents = new Contents()
  readonly #preload: string
  constructor(options: BrowserWindowConstructorOptions) {
    super()
    this.#preload = options.webPreferences?.preload ?? ''
    isOpen = true
    app.emit('web-contents-created', preventable(), this.webContents)
    onEnd(() => {
      this.emit('close', preventable())
      serving?.close()
      isOpen = false
      this.emit('closed')
    })
  }
  async loadURL(url: string): Promise<void> {
    this.webContents.mainFrame.url = url
    serving ??= await serve(siteOf(this, this.#preload), Number(process.env['MEETKEEP_PORT'] ?? 0))
    console.log(`Meetkeep is open at ${serving.address}`)
    console.log(`Its tray icon, and the button that closes its window: ${serving.desktop}`)
    this.emit('ready-to-show')
  }
  getNormalBounds = (): { x: number; y: number; width: number; height: number } => ({
    x: 0,
    y: 0,
    width: 1280,
    height: 800,
  })
  isDestroyed = (): boolean => !isOpen
  isMaximized = (): boolean => false
  isMinimized = (): boolean => false
  isVisible = (): boolean => isOpen && isShown
  close(): void {
    const event = preventable()
    this.emit('close', event)
    if (!event.defaultPrevented) isShown = false
  }
  // The browser moves its own window.
  focus(): void {}
  hide(): void {
    isShown = false
  }
  isFullScreen = (): boolean => false
  isFocused = (): boolean => isFocused && isShown
  maximize(): void {}
  restore(): void {}
  setProgressBar(): void {}
  show(): void {
    isShown = true
  }
  showInactive(): void {
    isShown = true
  }
}
BrowserWindow satisfies new (
  options: BrowserWindowConstructorOptions,
) => Pick<ElectronWindow, 'loadURL' | 'getNormalBounds' | 'isDestroyed' | 'isMaximized' | 'setProgressBar'>

/** Shows the page's user a message that a desktop would show itself. */
export function tell(text: string): void {
  console.log(text)
  serving?.send({ type: 'told', text })
}

let lastAsk = 0
/** Asks for a path in the page, because no browser dialog returns one; null: closed, or no page is open. */
export async function ask(question: {
  title: string
  start: string
  problem: string
}): Promise<string | null> {
  const id = ++lastAsk
  return new Promise((resolve) => {
    answers.set(id, resolve)
    if (serving?.send({ type: 'ask', id, ...question }) !== true) resolve(null)
  })
}

/** The capture the browser's user permits; empty if no page is open. */
export async function captureScreen(): Promise<ScreenCapture> {
  const id = ++lastAsk
  return new Promise((resolve) => {
    captures.set(id, resolve)
    if (serving?.send({ type: 'capture', id }) !== true) resolve({ png: null, refusedBy: null })
  })
}

/** A message box in the page; null if no page is open. */
export async function askWithButtons(
  asked: Question,
): Promise<{ button: number; isChecked: boolean } | null> {
  const id = ++lastAsk
  return new Promise((resolve) => {
    presses.set(id, resolve)
    if (serving?.send({ type: 'question', id, ...asked }) !== true) resolve(null)
  })
}

function siteOf(window: BrowserWindow, preload: string): Site {
  return {
    page: async (path) => {
      const url = new URL(window.webContents.mainFrame.url)
      const handler = schemes.get(url.protocol.slice(0, -1))
      return handler === undefined ? null : handler(new Request(`${url.protocol}//${url.host}${path}`))
    },
    scheme: async (request) => {
      const handler = schemes.get(new URL(request.url).protocol.slice(0, -1))
      return handler === undefined ? null : handler(request)
    },
    preload: () => readFile(preload, 'utf8'),
    desktop: () => desktopPage(window),
    onPressed: (form) => pressOnDesktop(window, form),
    onLanguages: (list) => {
      languages.current = list
    },
    onMessage(message, reply) {
      if (message.type === 'invoke') void invoke(window, message, reply)
      else if (message.type === 'keys') shortcuts.get(message.keys)?.()
      else if (message.type === 'input')
        window.webContents.emit('input-event', preventable(), { type: message.input })
      else if (message.type === 'focus') {
        ;({ isFocused } = message)
        window.emit(isFocused ? 'focus' : 'blur')
      } else if (message.type === 'pressed') {
        presses.get(message.id)?.(message)
        presses.delete(message.id)
      } else if (message.type === 'captured') {
        captures.get(message.id)?.(message)
        captures.delete(message.id)
      } else {
        answers.get(message.id)?.(message.path)
        answers.delete(message.id)
      }
    },
  }
}

async function invoke(
  { webContents }: BrowserWindow,
  { id, channel, args }: FromPage & { type: 'invoke' },
  reply: (message: ToPage) => void,
): Promise<void> {
  try {
    const handler = handlers.get(channel)
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
    const event = { sender: webContents, senderFrame: webContents.mainFrame }
    reply({ type: 'result', id, value: box(await handler(event, ...args.map(({ v }) => v))) })
  } catch (error) {
    reply({ type: 'error', id, message: String(error) })
  }
}

function box(v: unknown): JsonValue {
  return { v }
}
