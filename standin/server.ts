import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { WebSocketServer, type WebSocket } from 'ws'
import { createGate, type Gate } from './gate.ts'
import type { FromPage, ToPage } from './messages.ts'
import { addressOfSchemePath, SCHEMES } from './schemes.ts'

/** The handlers of the server; the window and the protocol set them. */
export interface Site {
  /** Serves a path of the page, as the app's own protocol does; null before there is a window. */
  page(path: string): Promise<Response | null>
  /** Serves an address of another scheme through the app's handler; null if it has registered none. */
  scheme(request: Request): Promise<Response | null>
  /** The built preload script. */
  preload(): Promise<string>
  /** The page of the desktop around the window (desktop.ts). */
  desktop(): string
  /** A button on it was pressed; `form` is the body of its form. */
  onPressed(form: string): void
  /** Languages of the connected browser, in order of preference. */
  onLanguages(languages: string[]): void
  onMessage(message: FromPage, reply: (message: ToPage) => void): void
}

export interface Serving {
  address: string
  /** The address of {@link Site.desktop}, for the browser that opened the other one. */
  desktop: string
  /** To every open page; false if there is none. */
  send(message: ToPage): boolean
  close(): void
}

const DESKTOP = '/_standin/desktop'
const LARGEST_FORM = 1000
const LARGEST_MESSAGE = 16 * 1024 * 1024

/** Serves the app's page on loopback, with the page's side of IPC on a socket. */
export async function serve(site: Site, port: number): Promise<Serving> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const gate = createGate((server.address() as AddressInfo).port)
  server.on('request', (request, response) => {
    answer(site, gate, request, response).catch(() => response.writeHead(500).end())
  })
  const sockets = acceptSockets(server, gate, site)
  return {
    address: gate.address,
    desktop: new URL(`${gate.root}${DESKTOP.slice(1)}`, gate.address).href,
    send(message) {
      const text = JSON.stringify(message)
      for (const socket of sockets) socket.send(text)
      return sockets.size > 0
    },
    close() {
      for (const socket of sockets) socket.terminate()
      server.close()
      server.closeAllConnections()
    },
  }
}

async function answer(
  site: Site,
  gate: Gate,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refuse = (why: string): void => void response.writeHead(403, PLAIN).end(`${why}\n`)
  if (!gate.isOwn(request.headers)) return refuse('Refused: this address answers its own page only.')
  const given = request.url ?? '/'
  const path = given.startsWith(gate.root) ? given.slice(gate.root.length - 1) : given
  const url = new URL(path, 'http://127.0.0.1')
  const key = url.searchParams.get('key')
  if (url.pathname === '/' && key !== null) {
    const cookie = gate.exchange(key)
    if (cookie !== null)
      return void response.writeHead(303, { ...PLAIN, location: gate.root, 'set-cookie': cookie }).end()
    if (gate.isKnown(request.headers))
      return void response.writeHead(303, { ...PLAIN, location: gate.root }).end()
    return refuse('The key in this address is wrong or has been used. Start Meetkeep again for a new one.')
  }
  if (!gate.isKnown(request.headers))
    return refuse('The key is missing: open the address that Meetkeep printed.')
  const address = addressOfSchemePath(path)
  if (address !== null) return await sendOfScheme(site, address, request, response)
  if (url.pathname === DESKTOP) return await answerDesktop(site, request, response)
  if (request.method !== 'GET') return void response.writeHead(405, PLAIN).end()

  // Browsers request it automatically; a desktop window does not.
  if (url.pathname === '/favicon.ico') return void response.writeHead(204).end()
  if (url.pathname === '/_standin/page.js') {
    const script = await readFile(new URL('./page.js', import.meta.url))
    return void response.writeHead(200, SCRIPT).end(script)
  }
  if (url.pathname === '/_standin/preload.js') {
    // The wrapper provides the CommonJS of a sandboxed preload: `require` for electron only.
    const wrapped = `__standin(function (require, module, exports) {${await site.preload()}\n})`
    return void response.writeHead(200, SCRIPT).end(wrapped)
  }
  const languages = request.headers['accept-language']
  if (languages !== undefined && url.pathname === '/') site.onLanguages(languagesOf(languages))
  const page = await site.page(url.pathname === '/' ? '/index.html' : url.pathname)
  if (page === null) return void response.writeHead(503, PLAIN).end('Meetkeep is still starting.\n')
  await sendPage(page, { host: request.headers.host ?? '', root: gate.root }, response)
}

async function answerDesktop(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const headers = {
    ...PLAIN,
    'content-security-policy': "default-src 'none'; form-action 'self'",
    // Without a referrer a form has no origin either (Fetch, "append a request Origin header").
    'referrer-policy': 'same-origin',
  }
  if (request.method === 'GET') {
    const type = { 'content-type': 'text/html; charset=utf-8' }
    return void response.writeHead(200, { ...headers, ...type }).end(site.desktop())
  }
  if (request.method !== 'POST') return void response.writeHead(405, PLAIN).end()
  let form = ''
  for await (const chunk of request) {
    form += String(chunk)
    if (form.length > LARGEST_FORM) return void response.writeHead(413, PLAIN).end()
  }
  site.onPressed(form)
  // Relative: below the random path.
  response.writeHead(303, { ...headers, location: 'desktop' }).end()
}

const PLAIN = {
  'content-type': 'text/plain; charset=utf-8',
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
}
const SCRIPT = { ...PLAIN, 'content-type': 'text/javascript; charset=utf-8' }

/** A response of one of the app's other schemes, unchanged: status, headers and bytes. */
async function sendOfScheme(
  site: Site,
  address: string,
  { method = '', headers }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (method !== 'GET' && method !== 'HEAD') return void response.writeHead(405, PLAIN).end()
  const asked = ['range', 'if-range'].flatMap((name) => {
    const value = headers[name]
    return typeof value === 'string' ? [[name, value] as [string, string]] : []
  })
  const answered = await site.scheme(new Request(address, { method, headers: asked }))
  if (answered === null) return void response.writeHead(404, PLAIN).end()
  const own = { 'cross-origin-resource-policy': 'same-origin' }
  response.writeHead(answered.status, { ...Object.fromEntries(answered.headers), ...own })
  if (answered.body === null) return void response.end()
  // The client may disconnect at any time.
  await pipeline(Readable.from(answered.body), response).catch(() => response.destroy())
}

/**
 * The app's own response; a page also gets our scripts, before its own, and a policy that allows our socket.
 */
async function sendPage(
  page: Response,
  { host, root }: { host: string; root: string },
  response: ServerResponse,
): Promise<void> {
  const headers: Record<string, string> = Object.fromEntries(page.headers)
  const policy = headers['content-security-policy']
  if (policy !== undefined) {
    headers['content-security-policy'] = policy
      .replace(/connect-src [^;]*/, (rule) => `${rule} ws://${host}`)
      .replace(
        /media-src ([a-z][a-z\d+.-]*):/,
        (_, scheme) => `media-src http://${host}${root}${SCHEMES.slice(1)}${scheme}/`,
      )
  }
  const allowed = headers['connection-allowlist']
  // The socket; the other schemes are paths of our own address.
  if (allowed !== undefined)
    headers['connection-allowlist'] = allowed.replace(/ "[a-z][a-z\d+.-]*:[^"]*"/, ` "ws://${host}/*"`)
  // Here the page's browser captures the screen for main.
  const features = headers['permissions-policy']
  if (features !== undefined)
    headers['permissions-policy'] = features.replace('display-capture=()', 'display-capture=(self)')
  let body = Buffer.from(await page.arrayBuffer())
  if (headers['content-type']?.startsWith('text/html') === true) {
    const scripts = ['page', 'preload']
      .map((name) => `<script src="./_standin/${name}.js"></script>`)
      .join('')
    body = Buffer.from(body.toString().replace(/<head[^>]*>/i, (head) => head + scripts))
  }
  response.writeHead(page.status, { ...headers, 'cross-origin-resource-policy': 'same-origin' }).end(body)
}

function languagesOf(header: string): string[] {
  return header.split(',').flatMap((item) => item.split(';')[0]?.trim() || [])
}

function acceptSockets(server: Server, gate: Gate, site: Site): Set<WebSocket> {
  const sockets = new Set<WebSocket>()
  const upgrader = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE })
  server.on('upgrade', (request, socket, head) => {
    const { headers } = request
    // A browser always sends the Origin of a socket; a client without it is not a browser with our page.
    if (headers.origin === undefined || !gate.isOwn(headers) || !gate.isKnown(headers)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    upgrader.handleUpgrade(request, socket, head, (opened) => {
      sockets.add(opened)
      opened.on('close', () => sockets.delete(opened))
      opened.on('error', () => opened.terminate())
      opened.on('message', (raw) => {
        const message = Buffer.isBuffer(raw) ? readMessage(raw.toString()) : null
        if (message === null) return opened.close(1003)
        site.onMessage(message, (reply) => opened.send(JSON.stringify(reply)))
      })
    })
  })
  return sockets
}

/** Parses a message; null if it is not one of ours. */
function readMessage(text: string): FromPage | null {
  let message: Partial<FromPage> | null
  try {
    message = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof message !== 'object' || message === null || typeof message.id !== 'number') return null
  if (message.type === 'invoke') {
    const isCall = typeof message.channel === 'string' && Array.isArray(message.args)
    return isCall && message.args?.every((box) => typeof box === 'object' && box !== null)
      ? (message as FromPage)
      : null
  }
  if (message.type === 'pressed') {
    const isWhole = Number.isInteger(message.button) && typeof message.isChecked === 'boolean'
    return isWhole ? (message as FromPage) : null
  }
  if (message.type === 'answer') {
    return message.path === null || typeof message.path === 'string' ? (message as FromPage) : null
  }
  if (message.type === 'captured') {
    return message.png === null || typeof message.png === 'string' ? (message as FromPage) : null
  }
  if (message.type === 'focus') {
    return typeof message.isFocused === 'boolean' ? (message as FromPage) : null
  }
  if (message.type === 'input') {
    return ['mouseDown', 'mouseUp', 'keyDown'].includes(message.input ?? '') ? (message as FromPage) : null
  }
  if (message.type === 'keys') return typeof message.keys === 'string' ? (message as FromPage) : null
  return null
}
