import { createHash } from 'node:crypto'
import { readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect } from 'vitest'
import type { Source } from '../../../contract/download.ts'
import { mediaAddress } from '../../../contract/watching.ts'
import { createLibrary, type Library } from '../../library/library.ts'
import { savedIdOf } from '../../library/saved-id.ts'
import { serveSaved } from './media-protocol.ts'
import { hasProc } from '../../../test/platform.ts'
import { test } from '../../../test/fixtures.ts'

const film = Buffer.from(Array.from({ length: 1_000_000 }, (_, n) => n % 251))
const recording: Source = {
  kind: 'recording',
  site: 'https://one.example',
  confUUID: 'u1',
  fileType: 'Hd',
  part: 1,
}
const material: Source = { kind: 'material', site: 'https://one.example', programId: 'p', materialId: 'm' }
const address = mediaAddress(savedIdOf(recording))

const sha256 = createHash('sha256').update(film).digest('hex')
/** Headers of every answer: no saved file can be used as a page or a script. */
const WALLS = {
  // Only our page may read its frames.
  'access-control-allow-origin': 'app://meetkeep',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

let home = ''
let path = ''
let library: Library
test.beforeEach(async ({ home: madeHome }) => {
  home = madeHome
  path = join(home, 'film.mp4')
  writeFileSync(path, film)
  library = createLibrary(home, () => undefined)
  const about = { title: 't', savedAt: '2026-01-02T03:04:05.000Z', bytes: film.length, sha256 }
  await library.add({ source: recording, path, ...about })
  await library.add({ source: material, path, ...about })
})
// Windows releases a file shortly after it was closed.

function get(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  return serveSaved(library)(new Request(url, { method, headers }))
}
const bytesOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer())

/** How often this process has the film open. */
async function openFilms(): Promise<number> {
  const links = await Promise.all(
    readdirSync('/proc/self/fd').map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
  )
  return links.filter((link) => link === path).length
}

describe('a saved recording', () => {
  test('is served completely, as a film', async () => {
    const answer = await get(address)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toEqual({
      ...WALLS,
      'content-type': 'video/mp4',
      'content-length': '1000000',
      'accept-ranges': 'bytes',
      etag: `"${sha256}"`,
    })
    expect((await bytesOf(answer)).equals(film)).toBe(true)
  })

  test.each([
    ['bytes=0-', 0, 1_000_000],
    ['bytes=500000-', 500_000, 1_000_000],
    ['bytes=10-19', 10, 20],
    ['bytes=-5', 999_995, 1_000_000],
  ])('%s returns that range', async (range, start, end) => {
    const answer = await get(address, { range })
    expect(answer.status).toBe(206)
    expect(answer.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/1000000`)
    expect(answer.headers.get('content-length')).toBe(String(end - start))
    expect((await bytesOf(answer)).equals(film.subarray(start, end))).toBe(true)
  })

  test('returns 416 beyond its end', async () => {
    const answer = await get(address, { range: 'bytes=1000000-' })
    expect(answer.status).toBe(416)
    expect(answer.headers.get('content-range')).toBe('bytes */1000000')
    expect(answer.headers.get('content-length')).toBe('0')
    expect(await bytesOf(answer)).toHaveLength(0)
  })

  test('is served completely if the range is for another file', async () => {
    const etag = (await get(address, {}, 'HEAD')).headers.get('etag') ?? ''
    expect((await get(address, { range: 'bytes=1-2', 'if-range': etag }, 'HEAD')).status).toBe(206)
    expect((await get(address, { range: 'bytes=1-2', 'if-range': '"other"' }, 'HEAD')).status).toBe(200)
  })

  test('HEAD returns the headers of GET, without the bytes', async () => {
    const answer = await get(address, { range: 'bytes=10-19' }, 'HEAD')
    expect(answer.status).toBe(206)
    expect(answer.headers.get('content-range')).toBe('bytes 10-19/1000000')
    expect(answer.headers.get('content-length')).toBe('10')
    expect(answer.body).toBeNull()
  })

  test.runIf(hasProc)('is closed at the end, after HEAD and when the player cancels', async () => {
    await bytesOf(await get(address))
    await get(address, {}, 'HEAD')
    await get(address, { range: 'bytes=1000000-' })
    const left = await get(address)
    const reader = left.body?.getReader()
    await reader?.read()
    await reader?.cancel()
    await expect.poll(() => openFilms()).toBe(0)
  })

  // An exception that no caller can catch (node#64529) would fail the run, independently of this test's expectations.
  test('a player that cancels while ranges are being read crashes nothing', async () => {
    const { body } = await get(address)
    if (body === null) throw new Error('it was answered without bytes')
    const reader = body.getReader()
    await reader.read()
    // Read-ahead, if any, has happened by then.
    await delay(20)
    await Promise.allSettled([reader.read(), reader.read(), reader.read(), reader.cancel()])
    await expect.poll(() => openFilms()).toBe(0)
  })

  test.each(['POST', 'PUT', 'DELETE'])('refuses %s', async (method) => {
    const answer = await get(address, {}, method)
    expect(answer.status).toBe(405)
    expect(Object.fromEntries(answer.headers)).toEqual({ ...WALLS, allow: 'GET, HEAD' })
  })
})

test.each([
  mediaAddress('0'.repeat(32)),
  mediaAddress(savedIdOf(material)),
  mediaAddress(''),
  'meetkeep-media://library/../film.mp4',
  'meetkeep-media://library/%2e%2e/film.mp4',
  'meetkeep-media://library/..%2f..%2fetc%2fpasswd',
  'meetkeep-media://library//etc/passwd',
  `meetkeep-media://elsewhere/${savedIdOf(recording)}`,
  `meetkeep-media://user@library/${savedIdOf(recording)}`,
  `meetkeep-media://library:80/${savedIdOf(recording)}`,
  `meetkeep-media://library/x/${savedIdOf(recording)}`,
  `${address}/`,
  `${address}/..%2ffilm.mp4`,
  `${address}?path=/etc/passwd`,
  address.slice(0, -1),
  address.toUpperCase(),
  `file://${address.slice('meetkeep-media://'.length)}`,
  'app://meetkeep/index.html',
])('%s is not found', async (url) => {
  // A Request rejects user info; the handler must not rely on that.
  const answer = await serveSaved(library)({ url, method: 'GET', headers: new Headers() } as Request)
  expect(answer.status).toBe(404)
  expect(Object.fromEntries(answer.headers)).toEqual(WALLS)
  expect(await bytesOf(answer)).toHaveLength(0)
})

test.each<[string, () => void, number, string]>([
  ['gone', () => rmSync(path), 410, 'missing'],
  ['shorter', () => writeFileSync(path, 'x'), 409, 'changed'],
  [
    'a link to something of the same size',
    () => {
      writeFileSync(join(home, 'secret'), Buffer.alloc(film.length))
      rmSync(path)
      symlinkSync(join(home, 'secret'), path)
    },
    409,
    'changed',
  ],
])('a file that is %s is refused with its state', async (_, happen, status, text) => {
  happen()
  const answer = await get(address, { range: 'bytes=0-' })
  expect(answer.status).toBe(status)
  expect(Object.fromEntries(answer.headers)).toEqual({ ...WALLS, 'content-type': 'text/plain' })
  expect(await answer.text()).toBe(text)
})

test('a recording with any name is served as video or audio', async () => {
  const named = { ...recording, part: 2 }
  const page = join(home, 'film.html')
  writeFileSync(page, '<script>alert(1)</script>')
  const about = { title: 't', savedAt: '2026-01-02T03:04:05.000Z', bytes: 25, sha256: 'ab' }
  await library.add({ source: named, path: page, ...about })
  const answer = await get(mediaAddress(savedIdOf(named)), {}, 'HEAD')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('video/mp4')
})

test.each([
  ['film.m4a', 'audio/mp4'],
  ['film.mp3', 'audio/mpeg'],
  ['film.aac', 'audio/aac'],
  ['film.wav', 'audio/wav'],
  ['film.ogg', 'application/ogg'],
  ['film.webm', 'video/webm'],
  ['film.WEBM', 'video/webm'],
  ['film', 'video/mp4'],
])('%s is served as %s', async (name, type) => {
  const named = { ...recording, part: 3 }
  writeFileSync(join(home, name), 'sound')
  const about = { title: 't', savedAt: '2026-01-02T03:04:05.000Z', bytes: 5, sha256: 'ab' }
  await library.add({ source: named, path: join(home, name), ...about })
  const answer = await get(mediaAddress(savedIdOf(named)), {}, 'HEAD')
  expect(answer.headers.get('content-type')).toBe(type)
})

test('an empty recording is answered with no bytes', async () => {
  const named = { ...recording, part: 4 }
  writeFileSync(join(home, 'empty.mp4'), '')
  const about = { title: 't', savedAt: '2026-01-02T03:04:05.000Z', bytes: 0, sha256: 'ab' }
  await library.add({ source: named, path: join(home, 'empty.mp4'), ...about })
  const answer = await get(mediaAddress(savedIdOf(named)))
  expect([answer.status, answer.headers.get('content-length'), answer.body]).toEqual([200, '0', null])
})

describe('a page in a loop', () => {
  const stateOf = (answer: Response): string =>
    answer.status === 503 ? 'busy' : answer.body?.locked === false ? 'served' : 'other'

  test.runIf(hasProc)('has at most 32 files open, and the newest range is served', async () => {
    const respond = serveSaved(library)
    const ranges = (count: number) =>
      Array.from({ length: count }, (_, n) =>
        respond(new Request(address, { headers: { range: `bytes=${n}-` } })),
      )
    const answers = await Promise.all(ranges(10_000))
    expect(new Set(answers.map(stateOf))).toEqual(new Set(['served', 'busy']))
    await expect.poll(() => openFilms()).toBe(32)

    // The player, while nothing of the others was read or cancelled: it plays and seeks.
    for (const at of [0, 900_000, 10, 500_000]) {
      const answer = await respond(new Request(address, { headers: { range: `bytes=${at}-` } }))
      expect((await bytesOf(answer)).equals(film.subarray(at))).toBe(true)
    }
    const [first, last] = [answers[0], answers.findLast((answer) => answer.status === 206)]
    await expect(first?.arrayBuffer()).rejects.toThrow()
    expect((await last?.arrayBuffer())?.byteLength).toBeGreaterThan(0)
    await Promise.allSettled(answers.map(async (answer) => await answer.body?.cancel()))
    await expect.poll(() => openFilms()).toBe(0)
  })

  test.runIf(hasProc)('that takes turns with a player leaves no file open', async () => {
    const respond = serveSaved(library)
    for (let count = 0; count < 100; count += 1) {
      const left = await respond(new Request(address))
      await left.body?.cancel()
    }
    await expect.poll(() => openFilms()).toBe(0)
    expect((await bytesOf(await respond(new Request(address)))).equals(film)).toBe(true)
  })
})
