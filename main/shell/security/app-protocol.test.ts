import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import fc from 'fast-check'
import { expect } from 'vitest'
import { CONTENT_POLICY, pathWithin, servePage } from './app-protocol.ts'
import { PERMISSIONS_POLICY } from './page-features.ts'
import { test } from '../../../test/fixtures.ts'

let folder = ''
test.beforeAll(({ sharedFolder: madeFolder }) => {
  folder = madeFolder
  mkdirSync(join(folder, 'renderer/assets'), { recursive: true })
  writeFileSync(join(folder, 'secret.js'), 'secret')
  writeFileSync(join(folder, 'renderer/index.html'), '<p>page</p>')
  writeFileSync(join(folder, 'renderer/assets/a b.js'), 'script')
  writeFileSync(join(folder, 'renderer/assets/reader.wasm'), 'wasm')
  for (const extension of ['css', 'svg', 'png', 'woff2'])
    writeFileSync(join(folder, `renderer/assets/a.${extension}`), extension)
  writeFileSync(join(folder, 'renderer/notes.txt'), 'of no known type')
  mkdirSync(join(folder, 'renderer-next'))
  writeFileSync(join(folder, 'renderer-next/index.html'), 'a neighbour')
})

const WALLS = {
  'content-security-policy': CONTENT_POLICY,
  'connection-allowlist': '(response-origin "meetkeep-media://library/*")',
  'permissions-policy': PERMISSIONS_POLICY,
  'x-dns-prefetch-control': 'off',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
}
const get = (url: string, method = 'GET') => servePage(join(folder, 'renderer'))(new Request(url, { method }))

test.each([
  ['app://meetkeep/index.html', 'text/html; charset=utf-8', '<p>page</p>'],
  ['app://meetkeep/assets/a%20b.js?v=1#x', 'text/javascript; charset=utf-8', 'script'],
  ['app://meetkeep/assets/reader.wasm', 'application/wasm', 'wasm'],
  ['app://meetkeep/assets/a.css', 'text/css; charset=utf-8', 'css'],
  ['app://meetkeep/assets/a.svg', 'image/svg+xml', 'svg'],
  ['app://meetkeep/assets/a.png', 'image/png', 'png'],
  ['app://meetkeep/assets/a.woff2', 'font/woff2', 'woff2'],
])('%s is served with its type and the policy', async (url, type, text) => {
  const answer = await get(url)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe(type)
  expect(Object.fromEntries(answer.headers)).toEqual({ ...WALLS, 'content-type': type })
  expect(await answer.text()).toBe(text)
})

test.each([
  'app://meetkeep/',
  'app://meetkeep/missing.js',
  'app://meetkeep/../secret.js',
  'app://meetkeep/assets/../../secret.js',
  'app://meetkeep/..%2fsecret.js',
  'app://meetkeep/%2e%2e/secret.js',
  'app://meetkeep/..%5csecret.js',
  'app://meetkeep/%00.js',
  'app://meetkeep/%zz.js',
  'app://meetkeep/../renderer-next/index.html',
  'app://meetkeep/%2e%2e%2frenderer-next/index.html',
  'app://meetkeep/notes.txt',
  'app://meetkeep/assets',
  'app://elsewhere/index.html',
  'app://meetkeep:8080/index.html',
])('%s is not found', async (url) => {
  const answer = await get(url)
  expect(answer.status).toBe(404)
  expect(Object.fromEntries(answer.headers)).toEqual({ ...WALLS, 'content-type': 'text/plain' })
  expect(await answer.text()).toBe('')
})

test('an invalid address maps to no file', () => {
  expect(pathWithin('/srv/page', 'index.html')).toBeNull()
  // A name with a backslash is another folder on Windows; one with a NUL ends there.
  expect(pathWithin('/srv/page', 'app://meetkeep/a%5cb.js')).toBeNull()
  expect(pathWithin('/srv/page', 'app://meetkeep/a%00.js')).toBeNull()
})

test('the folder may end with a separator', () => {
  const named = join(folder, 'renderer') + sep
  expect(pathWithin(named, 'app://meetkeep/index.html')).toBe(join(folder, 'renderer/index.html'))
  expect(pathWithin(named, 'app://meetkeep/%2e%2e%2frenderer-next/index.html')).toBeNull()
})

test('a page in a loop has each file read once, and held once', async () => {
  const path = join(folder, 'renderer/large.js')
  writeFileSync(path, Buffer.alloc(5_000_000, 'x'))
  const respond = servePage(join(folder, 'renderer'))
  const ask = () => respond(new Request('app://meetkeep/large.js'))
  const before = process.memoryUsage().arrayBuffers
  // None of them is read by the page.
  const answers = await Promise.all(Array.from({ length: 200 }, ask))
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000_000)
  rmSync(path)
  for (const answer of [answers[0], answers.at(-1), await ask()])
    expect((await answer?.arrayBuffer())?.byteLength).toBe(5_000_000)
})

test('a file that is not there yet is served later', async () => {
  const respond = servePage(join(folder, 'renderer'))
  const ask = () => respond(new Request('app://meetkeep/later.js'))
  expect((await ask()).status).toBe(404)
  writeFileSync(join(folder, 'renderer/later.js'), 'later')
  expect(await (await ask()).text()).toBe('later')
})

test('answers only GET', async () => {
  expect((await get('app://meetkeep/index.html', 'POST')).status).toBe(404)
})

test('no address leaves the folder', () => {
  const piece = fc.constantFrom('..', '.', '', '%2e%2e', '%2f', '%5c', '\\', 'a', '..;', '%c0%ae', '//', '\0')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const path = pathWithin('/srv/page', `app://meetkeep/${pieces.join('/')}`)
      expect(path === null || path.startsWith('/srv/page/')).toBe(true)
    }),
  )
})

test('the policy allows no code from strings and no network', () => {
  const rules = new Map(
    CONTENT_POLICY.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]),
  )
  expect(Object.fromEntries(rules)).toEqual({
    'default-src': ["'none'"],
    'script-src': ["'self'", "'wasm-unsafe-eval'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'blob:', 'data:'],
    'media-src': ['meetkeep-media:'],
    'connect-src': ["'self'"],
    'worker-src': ["'self'"],
    'font-src': ["'self'"],
    // Directives that default-src does not cover.
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  })
  expect(CONTENT_POLICY).not.toMatch(/'unsafe-inline'|'unsafe-eval'|https?:|\*/)
})

test('a backslash, which separates folders on Windows, is in no path', () => {
  for (const address of ['app://meetkeep/assets%5ca.css', 'app://meetkeep/..%5csecret.js'])
    expect(pathWithin(join(folder, 'renderer'), address)).toBeNull()
})
