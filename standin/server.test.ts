import { request } from 'node:http'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { serve, type Serving, type Site } from './server.ts'

let serving: Serving
let site: Site
let origin = ''
const onMessage = vi.fn<Site['onMessage']>()
const onLanguages = vi.fn()
const onPressed = vi.fn<Site['onPressed']>()
const asked: string[] = []
const askedOfSchemes: { url: string; method: string; range: string | null }[] = []

beforeEach(async () => {
  const page: Site['page'] = async (path) => {
    asked.push(path)
    const headers = {
      'content-type': 'text/html',
      'content-security-policy': "default-src 'none'; media-src media:; connect-src 'self'",
      'connection-allowlist': '(response-origin "media://x/*")',
    }
    return new Response('<html><head><title>t</title></head></html>', { headers })
  }
  const scheme: Site['scheme'] = async ({ url, method, headers: given }) => {
    askedOfSchemes.push({ url, method, range: given.get('range') })
    if (!url.startsWith('media:')) return null
    const headers = { 'content-range': 'bytes 0-3/9', 'content-type': 'video/mp4' }
    return new Response(method === 'HEAD' ? null : 'film', { status: 206, headers })
  }
  const desktop = () => 'desktop'
  site = { page, scheme, preload: async () => 'preload()', desktop, onPressed, onLanguages, onMessage }
  serving = await serve(site, 0)
  origin = new URL(serving.address).origin
  asked.length = 0
  askedOfSchemes.length = 0
  onMessage.mockReset()
  onPressed.mockReset()
})
afterEach(() => serving.close())

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
}
/** One request with exactly these headers: fetch does not allow setting Host or Origin. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(`${origin}${path}`, { headers, method }, (response) => {
      let text = ''
      response.on('data', (chunk) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
      .on('error', reject)
      .end(body)
  })
}
/** The random path below which the page is. */
const root = (): string => new URL(serving.address).pathname
const keyPath = (): string => serving.address.slice(origin.length)
async function cookie(): Promise<string> {
  const { headers } = await get(keyPath())
  return String(headers['set-cookie']).split(';')[0] ?? ''
}
function socketEnd(headers: Record<string, string>): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(origin.replace('http', 'ws'), { headers })
    socket.on('open', () => (resolve('open'), socket.terminate()))
    socket.on('error', (error) => resolve(error.message))
  })
}

test('the key works once, and sets a cookie that scripts and other sites cannot read', async () => {
  const first = await get(keyPath())
  expect(first.status).toBe(303)
  expect(first.headers.location).toBe(root())
  expect(String(first.headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Strict; Path=\/[\w-]{32}\/$/)
  expect(String(first.headers['set-cookie'])).not.toContain(new URL(serving.address).searchParams.get('key'))
  expect((await get(keyPath())).status).toBe(403)
  // A client with the cookie may use the printed address again.
  const known = String(first.headers['set-cookie']).split(';')[0] ?? ''
  expect((await get(keyPath(), { cookie: known })).status).toBe(303)
})

test('a browser sends the cookie to no other port, because no other server knows its path', async () => {
  const { headers } = await get(keyPath())
  const path = /; Path=(\S+)$/.exec(String(headers['set-cookie']))?.[1]
  expect(path).toBe(root())
  const known = { cookie: String(headers['set-cookie']).split(';')[0] ?? '' }
  expect((await get(`${root()}index.html`, known)).status).toBe(200)
  expect((await get(`${root()}index.html`)).status).toBe(403)
  expect(asked).toEqual(['/index.html'])
  // Another start has another path.
  const other = await serve(site, 0)
  expect(new URL(other.address).pathname).not.toBe(root())
  other.close()
})

test('without the cookie nothing is served', async () => {
  for (const path of ['/', '/index.html', '/_standin/page.js', '/_standin/preload.js', '/?key=wrong']) {
    expect((await get(path)).status, path).toBe(403)
  }
  expect((await get('/', { cookie: 'meetkeep-1=x' })).status).toBe(403)
  expect((await get('/', { cookie: (await cookie()).slice(0, -1) })).status).toBe(403)
  expect(asked).toEqual([])
})

test('another Host, Origin or site is refused, with or without the cookie', async () => {
  const good = await cookie()
  const port = new URL(origin).port
  for (const headers of [
    { host: `localhost:${port}` },
    { host: `evil.example:${port}` },
    { host: '127.0.0.1' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]) {
    expect((await get('/', { cookie: good, ...headers })).status, JSON.stringify(headers)).toBe(403)
  }
  expect(asked).toEqual([])
})

test('the page gets our scripts before its own, and its policy plus the socket', async () => {
  const { status, headers, text } = await get('/', {
    cookie: await cookie(),
    'accept-language': 'zh-CN,en;q=0.5',
  })
  expect(status).toBe(200)
  expect(text).toBe(
    '<html><head><script src="./_standin/page.js"></script><script src="./_standin/preload.js"></script><title>t</title></head></html>',
  )
  expect(headers['content-security-policy']).toBe(
    `default-src 'none'; media-src ${origin}${root()}_standin/scheme/media/; connect-src 'self' ${origin.replace('http', 'ws')}`,
  )
  expect(headers['connection-allowlist']).toBe(`(response-origin "${origin.replace('http', 'ws')}/*")`)
  expect(asked).toEqual(['/index.html'])
  expect(onLanguages).toHaveBeenLastCalledWith(['zh-CN', 'en'])
})

test('an address of another scheme gets the unchanged answer of its handler', async () => {
  const path = '/_standin/scheme/media/library/a1?b=%2e%2e%2fc'
  const known = { cookie: await cookie() }
  const { status, headers, text } = await get(path, { ...known, range: 'bytes=0-3' })
  expect(askedOfSchemes).toEqual([
    { url: 'media://library/a1?b=%2e%2e%2fc', method: 'GET', range: 'bytes=0-3' },
  ])
  expect(status).toBe(206)
  expect(headers['content-range']).toBe('bytes 0-3/9')
  expect(headers['content-type']).toBe('video/mp4')
  expect(text).toBe('film')
  expect(await get(path, known, 'HEAD')).toMatchObject({ status: 206, text: '' })
})

test('no other scheme, method or client is answered', async () => {
  const known = { cookie: await cookie() }
  expect((await get('/_standin/scheme/other/a', known)).status).toBe(404)
  expect((await get('/_standin/scheme/media/a', known, 'POST')).status).toBe(405)
  askedOfSchemes.length = 0
  expect((await get('/_standin/scheme/media/a')).status).toBe(403)
  expect((await get('/_standin/scheme/media/a', { ...known, origin: 'https://evil.example' })).status).toBe(
    403,
  )
  expect(askedOfSchemes).toEqual([])
})

test('the preload script is wrapped as a module with require', async () => {
  const { text } = await get('/_standin/preload.js', { cookie: await cookie() })
  expect(text).toBe('__standin(function (require, module, exports) {preload()\n})')
})

test('a socket needs our Origin and the cookie', async () => {
  const good = await cookie()
  expect(await socketEnd({ cookie: good, origin })).toBe('open')
  expect(await socketEnd({ cookie: good })).toContain('403')
  expect(await socketEnd({ cookie: good, origin: 'https://evil.example' })).toContain('403')
  expect(await socketEnd({ origin })).toContain('403')
})

test('a message is delivered, and invalid data closes the socket', async () => {
  const socket = new WebSocket(origin.replace('http', 'ws'), { headers: { cookie: await cookie(), origin } })
  await new Promise((resolve) => socket.once('open', resolve))
  onMessage.mockImplementation((message, reply) => reply({ type: 'result', id: message.id, value: {} }))
  const call = { type: 'invoke', id: 3, channel: 'app.info', args: [{ v: 1 }] }
  socket.send(JSON.stringify(call))
  const answer = await new Promise((resolve) =>
    socket.once('message', (raw: Buffer) => resolve(raw.toString())),
  )
  expect(JSON.parse(String(answer))).toEqual({ type: 'result', id: 3, value: {} })
  expect(onMessage.mock.calls[0]?.[0]).toEqual(call)
  expect(serving.send({ type: 'told', text: 'x' })).toBe(true)

  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.send('{"type":"invoke","id":"3"}')
  expect(await closed).toBe(1003)
  expect(onMessage).toHaveBeenCalledOnce()
  await expect.poll(() => serving.send({ type: 'told', text: 'x' })).toBe(false)
})

test('the desktop is for the browser with the cookie, and its buttons for its own page', async () => {
  const known = { cookie: await cookie() }
  const path = new URL(serving.desktop).pathname
  expect((await get(path, known)).text).toBe('desktop')
  const pressed = await get(path, { ...known, origin }, 'POST', 'window=close')
  expect(pressed).toMatchObject({ status: 303, headers: { location: 'desktop' } })
  expect(onPressed.mock.calls).toEqual([['window=close']])

  expect((await get(path, {}, 'POST', 'window=close')).status).toBe(403)
  const foreign = { ...known, origin: 'https://evil.example' }
  expect((await get(path, foreign, 'POST', 'window=close')).status).toBe(403)
  expect((await get(path, known, 'PUT', 'window=close')).status).toBe(405)
  expect((await get(path, known, 'POST', 'x'.repeat(100_000))).status).toBe(413)
  expect(onPressed).toHaveBeenCalledOnce()
})
