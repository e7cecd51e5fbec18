import type { JsonValue, FromPage, ToPage } from '../messages.ts'
import { pathOfSchemeAddress } from '../schemes.ts'
import { askInPage, questionInPage, showLine } from './in-page.ts'
import { acceleratorOf, captureScreen } from './screen.ts'

/** The page's side of the stand-in: `electron` for the preload script, over a socket to the app's process. */
type Listener = (event: object, ...args: unknown[]) => void
type Preload = (require: (name: string) => unknown, module: object, exports: object) => void

// Below the page's own path: the browser sends the cookie there only.
const socket = new WebSocket(new URL('./_standin/socket', location.href.replace(/^http/, 'ws')))
const opened = new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))
const calls = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
const listeners = new Map<string, Set<Listener>>()
let lastCall = 0

async function send(message: FromPage): Promise<void> {
  await opened
  socket.send(JSON.stringify(message))
}

const ipcRenderer = {
  invoke: (channel: string, ...args: unknown[]) =>
    new Promise((resolve, reject) => {
      const id = ++lastCall
      calls.set(id, { resolve, reject })
      void send({ type: 'invoke', id, channel, args: args.map((v): JsonValue => ({ v })) })
    }),
  on(channel: string, listener: Listener) {
    const known = listeners.get(channel) ?? new Set()
    listeners.set(channel, known.add(listener))
  },
  removeListener: (channel: string, listener: Listener) => void listeners.get(channel)?.delete(listener),
}

const contextBridge = {
  exposeInMainWorld: (name: string, value: object) =>
    void Object.defineProperty(globalThis, name, { value: Object.freeze(value), enumerable: true }),
}

function receive(message: ToPage): void {
  switch (message.type) {
    case 'result':
    case 'error': {
      const call = calls.get(message.id)
      calls.delete(message.id)
      if (message.type === 'result') call?.resolve(message.value.v)
      else call?.reject(new Error(message.message))
      break
    }
    case 'event':
      for (const listen of listeners.get(message.channel) ?? []) listen({}, ...message.args.map(({ v }) => v))
      break
    case 'ask':
      void askInPage(message).then((path) => send({ type: 'answer', id: message.id, path }))
      break
    case 'capture':
      void captureScreen().then((captured) => send({ type: 'captured', id: message.id, ...captured }))
      break
    case 'question':
      void questionInPage(message).then((pressed) => send({ type: 'pressed', id: message.id, ...pressed }))
      break
    case 'told':
      showLine(message.text)
      break
    case 'reload':
      location.reload()
  }
}

socket.addEventListener('message', (event) => receive(JSON.parse(String(event.data)) as ToPage))
socket.addEventListener('close', () => {
  for (const { reject } of calls.values()) reject(new Error('Meetkeep has ended'))
  calls.clear()
  showLine(
    'Meetkeep has ended. Start it again and open the address it prints. Meetkeep 已退出,请重新启动。',
    true,
  )
})

const sayFocus = (isFocused: boolean): void => void send({ type: 'focus', id: 0, isFocused })
sayFocus(document.hasFocus())
window.addEventListener('focus', () => sayFocus(true))
window.addEventListener('blur', () => sayFocus(false))

// The browser process of Electron reports these. A script of the page can create no trusted event.
const reportInput = (input: 'mouseDown' | 'mouseUp' | 'keyDown') => (event: Event) => {
  if (event.isTrusted) void send({ type: 'input', id: 0, input })
}
window.addEventListener('pointerdown', reportInput('mouseDown'), true)
window.addEventListener('pointerup', reportInput('mouseUp'), true)
window.addEventListener('keydown', reportInput('keyDown'), true)

let lastKeys = 0
document.addEventListener('keydown', (event) => {
  const keys = acceleratorOf(event)
  if (keys !== null && !event.repeat) void send({ type: 'keys', id: ++lastKeys, keys })
})

// Media addresses use the app's own scheme; maps them to this server.
const source = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'src')
Object.defineProperty(HTMLMediaElement.prototype, 'src', {
  ...source,
  set(this: HTMLMediaElement, address: string) {
    const path = pathOfSchemeAddress(address)
    source?.set?.call(this, path === null ? address : `.${path}`)
  },
})

// Preload reads this once; scripts of the page run later and no longer find it.
Object.defineProperty(globalThis, '__standin', {
  configurable: true,
  value: (preload: Preload) => {
    delete (globalThis as { __standin?: unknown }).__standin
    const require = (name: string): unknown => {
      if (name === 'electron') return { contextBridge, ipcRenderer }
      throw new Error(`module not found: ${name}`)
    }
    preload(require, { exports: {} }, {})
  },
})
