import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AppError } from '../../contract/errors.ts'
import { clientHttp, silentLog } from '../../test/cloud-client.ts'
import { takeDescriptors } from '../../test/no-descriptors.ts'
import { type Given, jsonSite } from '../../test/json-site.ts'
import { createNetwork } from '../network/network.ts'
import { version } from '../../package.json' with { type: 'json' }
import { createHttp } from './http.ts'

const network = createNetwork({ extraCas: [], trusted: [], onRefusedCertificate: () => {} })
const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function siteOf(...answers: Given[]) {
  const site = await jsonSite((_, count) => answers[Math.min(count, answers.length) - 1] ?? {})
  closers.push(site.close)
  return {
    ...site,
    get: { method: 'GET', url: new URL(`${site.url}/things?a=1`), isRepeatable: true } as const,
  }
}

/** A server on plain sockets, for behaviour that no HTTP server has. */
async function rawSite(behave: (socket: Socket, sent: string) => void): Promise<URL> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', (sent) => behave(socket, sent.toString('latin1')))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => server.close())
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/?onceToken=SECRET`)
}

describe('sent requests', () => {
  it('sends the user agent, the language and a request id', async () => {
    const site = await siteOf({ body: {} })
    await clientHttp().http.ask({
      method: 'POST',
      url: new URL(site.url),
      body: { 键: '值' },
      headers: { 'X-A': 'b' },
    })
    const [asked] = site.asked
    expect(asked?.headers).toMatchObject({
      'accept-language': 'en-US',
      'x-a': 'b',
      'user-agent': `Meetkeep/${version}`,
    })
    expect(asked?.headers['content-type']).toMatch(/^application\/json/)
    expect(asked?.headers['x-request-id']).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)
    expect(JSON.parse(asked?.body ?? '')).toEqual({ 键: '值' })
  })

  it('refuses plain http to another machine', async () => {
    const url = new URL('http://192.0.2.1/')
    await expect(clientHttp().http.ask({ method: 'GET', url })).rejects.toMatchObject({
      code: 'ADDRESS_REFUSED',
    })
  })
})

describe('without a file descriptor for a socket', () => {
  it.each(['EMFILE', 'ENFILE'] as const)(
    'waits and sends a call that must not be repeated, once (%s)',
    async (code) => {
      const site = await siteOf({ body: { a: 1 } })
      takeDescriptors(code, 2)
      const request = { method: 'POST', url: new URL(site.url), body: {} } as const
      expect(await clientHttp().http.ask(request)).toMatchObject({ body: { a: 1 } })
      expect(site.asked).toHaveLength(1)
    },
  )

  it('stops waiting when the call is cancelled', async () => {
    const site = await siteOf({ body: {} })
    takeDescriptors('EMFILE', 20)
    const controller = new AbortController()
    const asked = clientHttp().http.ask({ ...site.get, signal: controller.signal })
    controller.abort()
    await expect(asked).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(site.asked).toEqual([])
  })
})

describe('a header that cannot be sent', () => {
  it.each(['Bearer x\r\nX-Injected: 1', 'Bearer 令牌', 'Bearer \u0000SECRET'])(
    '%j is refused with the name of the header',
    async (value) => {
      const site = await siteOf({ body: {} })
      const asked = clientHttp().http.ask({ ...site.get, headers: { Authorization: value } })
      const error = (await asked.catch((reason: unknown) => reason)) as { failure: { code: string } }
      expect(error.failure).toMatchObject({
        code: 'BAD_INPUT',
        detail: expect.stringContaining('Authorization'),
      })
      expect(JSON.stringify(error.failure)).not.toMatch(/Bearer|SECRET/)
      expect(site.asked).toEqual([])
    },
  )
})

describe('accepted answers', () => {
  it.each([
    [{ a: 1 }, { a: 1 }],
    [undefined, undefined],
    [' \n', undefined],
    ['text', 'text'],
  ])('%j', async (body, read) => {
    const site = await siteOf({ body })
    expect(await clientHttp().http.ask(site.get)).toMatchObject({
      status: 200,
      body: read,
      requestId: 'answer-1',
    })
  })

  it('an error body fails under HTTP 200 too', async () => {
    const site = await siteOf({ body: { error_code: 'MMC.111070002', error_msg: 'no' } })
    await expect(clientHttp().http.ask(site.get)).rejects.toMatchObject({
      code: 'NO_PERMISSION',
      failure: { requestId: 'answer-1', params: { serviceCode: 'MMC.111070002' } },
    })
  })

  it('a redirect is not followed, and the token is sent nowhere else', async () => {
    const other = await siteOf({ body: {} })
    const site = await siteOf({ status: 302, headers: { Location: other.url } })
    const request = { ...site.get, headers: { 'X-Access-Token': 'secret' } }
    await expect(clientHttp().http.ask(request)).rejects.toMatchObject({ code: 'BAD_ANSWER' })
    expect(other.asked).toEqual([])
  })

  it('an endless answer is cut off', async () => {
    const site = await siteOf({ body: ' '.repeat(17 * 1024 * 1024) })
    await expect(clientHttp().http.ask(site.get)).rejects.toMatchObject({ code: 'BAD_ANSWER' })
  })

  it.each(['close', 'keep-alive'])(
    'an answer whose end arrives byte by byte is complete (%s)',
    async (connection) => {
      const head = `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: ${connection}\r\n\r\n7\r\n{"a":1}\r\n`
      const url = await rawSite((socket) => {
        socket.setNoDelay(true)
        const send = ([first, ...rest]: string[]): void => {
          if (first === undefined) socket.end()
          else socket.write(first, () => setTimeout(() => send(rest), 5))
        }
        send([head, '0', '\r', '\n', '\r', '\n'])
      })
      expect((await clientHttp().http.ask({ method: 'GET', url })).body).toEqual({ a: 1 })
    },
  )
})

describe('retries', () => {
  it.each([500, 502, 503, 504])('retries a repeatable call after %i, up to three times', async (status) => {
    const site = await siteOf({ status })
    await expect(clientHttp().http.ask(site.get)).rejects.toBeDefined()
    expect(site.asked).toHaveLength(3)
  })

  it.each([400, 401, 403, 404, 412, 423])('does not retry after %i', async (status) => {
    const site = await siteOf({ status })
    await expect(clientHttp().http.ask(site.get)).rejects.toBeDefined()
    expect(site.asked).toHaveLength(1)
  })

  it('does not retry a call that is not repeatable', async () => {
    const site = await siteOf({ status: 503 })
    await expect(clientHttp().http.ask({ method: 'POST', url: new URL(site.url) })).rejects.toBeDefined()
    expect(site.asked).toHaveLength(1)
  })

  it('uses a new request id for each attempt', async () => {
    const site = await siteOf({ status: 503 }, { body: {} })
    await clientHttp().http.ask(site.get)
    expect(new Set(site.asked.map(({ headers }) => headers['x-request-id'])).size).toBe(2)
  })

  it.each([
    ['a repeatable call', { isRepeatable: true }],
    [
      'a call that is repeated when throttled',
      { method: 'POST', isRepeatable: false, isRepeatedWhenThrottled: true },
    ],
  ] as const)('%s is sent until the service stops refusing it for its rate limit', async (_, more) => {
    const refusals = Array.from({ length: 8 }, (): Given => ({
      status: 429,
      headers: { 'Retry-After': '2' },
    }))
    const site = await siteOf(
      ...refusals,
      { status: 503, headers: { 'Retry-After': '2' } },
      { body: { a: 1 } },
    )
    const { http, waits } = clientHttp()
    expect((await http.ask({ ...site.get, ...more })).body).toEqual({ a: 1 })
    expect(site.asked).toHaveLength(10)
    expect(waits).toHaveLength(9)
  })

  it('sends any other call once, and all calls of its family wait then', async () => {
    const site = await siteOf({ status: 429, headers: { 'Retry-After': '9' } }, { body: {} })
    const { http, waits } = clientHttp()
    const other = { method: 'POST', url: new URL(`${site.url}/v1/usg/sss/save`) } as const
    await expect(http.ask(other)).rejects.toMatchObject({ code: 'RATE_LIMITED' })
    expect(site.asked).toHaveLength(1)
    await http.ask({ ...site.get, url: new URL(`${site.url}/v1/usg/acs/token`) })
    expect(waits).toEqual([])
    await http.ask({ ...site.get, url: new URL(`${site.url}/v1/usg/sss/list`) })
    expect(waits).toHaveLength(1)
    expect(waits[0]).toBeGreaterThan(8000)
  })

  it('a call with a timeout of its own does not wait longer for its turn', async () => {
    const site = await siteOf({ status: 429, headers: { 'Retry-After': '600' } }, { body: {} })
    const http = createHttp({ network: () => network, language: () => 'en-US', log: silentLog })
    const revoke = { method: 'DELETE', url: site.get.url, timeoutMs: 20_000 } as const
    await expect(http.ask(revoke)).rejects.toMatchObject({ code: 'RATE_LIMITED' })
    await expect(http.ask({ ...revoke, timeoutMs: 50 })).rejects.toMatchObject({
      failure: { code: 'RATE_LIMITED', params: { neverSent: true } },
    })
    expect(site.asked).toHaveLength(1)
  })

  it('waits for Retry-After, in seconds or as a date, up to an hour', async () => {
    const inHalfAMinute = new Date(Date.now() + 31_000).toUTCString()
    for (const [said, least, most] of [
      ['7', 7000, 7500],
      [inHalfAMinute, 20_000, 31_500],
      ['86400', 3_600_000, 3_600_500],
      ['soon', 2000, 5000],
      ['-5', 1000, 1500],
    ] as const) {
      const site = await siteOf({ status: 429, headers: { 'Retry-After': said } }, { body: {} })
      const { http, waits } = clientHttp()
      await http.ask(site.get)
      expect(waits).toHaveLength(1)
      expect(waits[0]).toBeGreaterThanOrEqual(least)
      expect(waits[0]).toBeLessThanOrEqual(most)
    }
  })
})

describe('without an answer', () => {
  it.each([
    ['a cut', (socket: Socket) => socket.destroy(), 'OFFLINE'],
    [
      'a cut body',
      (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{'),
      'OFFLINE',
    ],
    ['no HTTP', (socket: Socket) => socket.end('SSH-2.0-OpenSSH\r\n'), 'BAD_ANSWER'],
    ['silence', () => {}, 'TIMEOUT'],
    [
      'a body that does not end',
      (socket: Socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{'),
      'TIMEOUT',
    ],
  ] as const)('reports %s without the query', async (_, behave, code) => {
    const url = await rawSite(behave)
    // A short timeout, only for answers that never arrive.
    const timeoutMs = code === 'TIMEOUT' ? 200 : 20_000
    const asked = clientHttp().http.ask({ method: 'GET', url, timeoutMs })
    const error = (await asked.catch((reason: unknown) => reason)) as {
      failure: { code: string; requestId: string }
    }
    expect(error.failure.code).toBe(code)
    expect(error.failure.requestId).not.toBe('')
    expect(JSON.stringify(error.failure)).not.toContain('SECRET')
  })

  it('a refused connection is OFFLINE', async () => {
    const site = await siteOf()
    site.close()
    await expect(clientHttp().http.ask(site.get)).rejects.toMatchObject({ code: 'OFFLINE' })
  })
})

it('a call that must not be repeated is not sent on a connection that the server may just have closed', async () => {
  const asked: string[] = []
  const server = createServer((socket) => {
    socket.on('error', () => {})
    let isUsed = false
    socket.on('data', (chunk) => {
      if (isUsed) return void socket.destroy()
      isUsed = true
      asked.push(String(chunk).split(' ')[0] ?? '')
      socket.write('HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => server.close())
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  const { http } = clientHttp()
  await http.ask({ method: 'GET', url, isRepeatable: true })
  expect((await http.ask({ method: 'POST', url, body: {} })).body).toEqual({})
  expect((await http.ask({ method: 'POST', url, body: {} })).body).toEqual({})
  expect(asked).toEqual(['GET', 'POST', 'POST'])
})

describe('an aborted request', () => {
  it.each([true, false])(
    'rejects as CANCELLED and is not retried (isRepeatable: %s)',
    async (isRepeatable) => {
      const controller = new AbortController()
      const site = await jsonSite(() => {
        controller.abort()
        return null
      })
      closers.push(site.close)
      const { http } = clientHttp()
      const request = {
        method: 'GET',
        url: new URL(site.url),
        isRepeatable,
        signal: controller.signal,
      } as const
      await expect(http.ask(request)).rejects.toMatchObject({ code: 'CANCELLED' })
      expect(site.asked).toHaveLength(1)
    },
  )
})

describe('an aborted call', () => {
  it('is CANCELLED while the request is running, and is not retried', async () => {
    const controller = new AbortController()
    const site = await siteOf({ body: {} })
    const url = await rawSite(() => controller.abort())
    const { http, waits } = clientHttp()
    await expect(http.ask({ ...site.get, url, signal: controller.signal })).rejects.toMatchObject({
      failure: { code: 'CANCELLED', requestId: expect.stringMatching(/^[\da-f-]{36}$/) as string },
    })
    expect(waits).toEqual([])
  })

  it('is CANCELLED before the retry', async () => {
    const controller = new AbortController()
    const site = await siteOf({ status: 503 })
    const http = createHttp({
      network: () => network,
      language: () => 'en-US',
      log: silentLog,
      wait: async () => controller.abort(),
    })
    const asked = http.ask({ ...site.get, signal: controller.signal })
    await expect(asked).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(site.asked).toHaveLength(1)
  })
})

describe('an answer that lost its end', () => {
  const zipped = gzipSync(JSON.stringify({ data: Array.from({ length: 500 }, (_, n) => `row ${n * n}`) }))
  const brotli = brotliCompressSync(JSON.stringify({ data: Array.from({ length: 500 }, (_, n) => n * n) }))
  const head = (encoding: string): string =>
    `HTTP/1.1 200 OK\r\nContent-Encoding: ${encoding}\r\nConnection: close\r\n\r\n`
  const half = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length / 2)

  it.each([
    ['a list', 'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{"data":[{"id":"a"},{"i', ''],
    ['a text in it', 'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{"data":"a\\"', ''],
    ['a gzip body', head('gzip'), half(zipped)],
    ['a gzip body after its first bytes', head('gzip'), zipped.subarray(0, 12)],
    ['a Brotli body', head('br'), half(brotli)],
  ])('is repeated like a cut: %s', async (_, start, body) => {
    let asked = 0
    const url = await rawSite((socket) => {
      asked += 1
      socket.write(start)
      socket.end(body)
    })
    const { http } = clientHttp()
    await expect(http.ask({ method: 'GET', url, isRepeatable: true })).rejects.toMatchObject({
      code: 'OFFLINE',
    })
    expect(asked).toBe(3)
  })

  it('is read when it is complete', async () => {
    let asked = 0
    const url = await rawSite((socket) => {
      asked += 1
      socket.write(head('gzip'))
      socket.end(asked === 1 ? half(zipped) : zipped)
    })
    const { body, bytes } = await clientHttp().http.ask({ method: 'GET', url, isRepeatable: true })
    expect(body).toMatchObject({ data: { length: 500 } })
    expect(bytes).toBe(JSON.stringify(body).length)
  })

  it('is read when a compressed body was damaged before', async () => {
    const damaged = Buffer.from(zipped)
    damaged.writeUInt32LE(0, damaged.length - 8)
    let asked = 0
    const url = await rawSite((socket) => {
      asked += 1
      socket.write(head('gzip'))
      socket.end(asked === 1 ? damaged : zipped)
    })
    const { body } = await clientHttp().http.ask({ method: 'GET', url, isRepeatable: true })
    expect(body).toMatchObject({ data: { length: 500 } })
  })

  it.each(['gzip', 'deflate', 'br'])(
    'is read as plain bytes where the host only names %s',
    async (encoding) => {
      const asked: string[] = []
      const url = await rawSite((socket, sent) => {
        asked.push(sent)
        socket.end(`${head(encoding)}{"data":[]}`)
      })
      const { http } = clientHttp()
      expect((await http.ask({ method: 'GET', url, isRepeatable: true })).body).toEqual({ data: [] })
      expect(asked.map((one) => /accept-encoding: (.*)/i.exec(one)?.[1])).toEqual([
        expect.stringContaining('gzip'),
        'identity',
      ])
      // The host is known now: a call that must not be repeated arrives once.
      expect((await http.ask({ method: 'POST', url })).body).toEqual({ data: [] })
    },
  )

  it('says of a call that must not be repeated that its answer cannot be read', async () => {
    const url = await rawSite((socket) => void socket.end(`${head('gzip')}{"data":[]}`))
    await expect(clientHttp().http.ask({ method: 'POST', url })).rejects.toMatchObject({ code: 'BAD_ANSWER' })
  })

  it('is no cut when it is text, wrong or empty', async () => {
    const site = await siteOf(
      { body: '{"a":NaN}' },
      { body: 'nothing { here' },
      { headers: { 'Content-Encoding': 'gzip' } },
    )
    const { http } = clientHttp()
    expect((await http.ask(site.get)).body).toBe('{"a":NaN}')
    expect((await http.ask(site.get)).body).toBe('nothing { here')
    // A call that is not repeatable may have no answer.
    expect((await http.ask({ method: 'POST', url: site.get.url })).body).toBeUndefined()
  })
})

describe('a nested answer', () => {
  it.each([
    ['brackets', '['.repeat(16_000_000)],
    ['objects', `{"data":${'{"a":'.repeat(1_000_000)}`],
  ])('is refused before it is parsed: %s', async (_, body) => {
    const site = await siteOf({ body })
    await expect(clientHttp().http.ask(site.get)).rejects.toMatchObject({
      failure: { code: 'BAD_ANSWER', requestId: 'answer-1', detail: 'the answer is nested too deeply' },
    })
    expect(site.asked).toHaveLength(1)
  })

  it('is read up to 64 levels, and brackets in texts are none', async () => {
    const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
    const site = await siteOf({ body: deep(64) }, { body: deep(65) }, { body: { a: '[\\"{'.repeat(100) } })
    const { http } = clientHttp()
    expect((await http.ask(site.get)).body).toEqual(JSON.parse(deep(64)))
    await expect(http.ask(site.get)).rejects.toMatchObject({ code: 'BAD_ANSWER' })
    expect((await http.ask(site.get)).body).toEqual({ a: '[\\"{'.repeat(100) })
  })

  it.each([
    ['objects', `{"data":[${'{},'.repeat(1_100_000)}{}]}`],
    ['lists', `[${'[],'.repeat(1_100_000)}[]]`],
    ['names', `{${'"a":1,'.repeat(1_100_000)}"a":1}`],
  ])('of millions of %s is not parsed, also as the text of an error', async (_, body) => {
    const site = await siteOf({ body }, { status: 403, body })
    const { http } = clientHttp()
    const parse = vi.spyOn(JSON, 'parse')
    await expect(http.ask(site.get)).rejects.toMatchObject({
      failure: { code: 'BAD_ANSWER', requestId: 'answer-1', detail: 'the answer has too many values' },
    })
    await expect(http.ask(site.get)).rejects.toMatchObject({ code: 'NO_PERMISSION' })
    const lengths = parse.mock.calls.map(([text]) => text.length)
    parse.mockRestore()
    expect(Math.max(0, ...lengths)).toBeLessThan(1000)
  })

  it('is read with a hundred thousand rows', async () => {
    const rows = Array.from({ length: 100_000 }, (_, id) => ({ id, name: 'a,b' }))
    const site = await siteOf({ body: rows })
    expect((await clientHttp().http.ask(site.get)).body).toEqual(rows)
  })

  it('is the text of an error, whose status decides', async () => {
    const site = await siteOf({ status: 403, body: '['.repeat(1000) })
    await expect(clientHttp().http.ask(site.get)).rejects.toMatchObject({ code: 'NO_PERMISSION' })
  })
})

describe('a head that is not valid', () => {
  it.each([
    ['lines that end with LF', 'HTTP/1.1 200 OK\nConnection: close\nContent-Length: 7\n\n{"a":1}'],
    [
      'a control character',
      'HTTP/1.1 200 OK\r\nX-A: a\u0001b\r\nConnection: close\r\nContent-Length: 7\r\n\r\n{"a":1}',
    ],
  ])('is read on the second attempt, and from then on: %s', async (_, answer) => {
    const connections: string[] = []
    const url = await rawSite((socket, sent) => {
      connections.push(/^connection: (.*)$/im.exec(sent)?.[1] ?? '')
      socket.end(answer)
    })
    const { http, waits } = clientHttp()
    const request = { method: 'GET', url } as const
    expect((await http.ask({ ...request, isRepeatable: true })).body).toEqual({ a: 1 })
    expect(connections).toEqual(['keep-alive', 'close'])
    expect(waits).toHaveLength(1)
    expect((await http.ask(request)).body).toEqual({ a: 1 })
    expect(connections).toHaveLength(3)
  })

  it('is not read again for a call that may not be repeated', async () => {
    let asked = 0
    const url = await rawSite((socket) => {
      asked += 1
      socket.end('HTTP/1.1 200 OK\nContent-Length: 0\n\n')
    })
    await expect(clientHttp().http.ask({ method: 'POST', url })).rejects.toMatchObject({ code: 'BAD_ANSWER' })
    expect(asked).toBe(1)
  })
})

describe('the number of retries', () => {
  it.each([
    ['a cut', (socket: Socket) => socket.destroy(), 3, 'OFFLINE'],
    ['silence', () => undefined, 3, 'TIMEOUT'],
    ['no HTTP', (socket: Socket) => socket.end('SSH-2.0-OpenSSH\r\n'), 1, 'BAD_ANSWER'],
  ] as const)('after %s', async (_, behave, times, code) => {
    let asked = 0
    const url = await rawSite((socket) => {
      asked += 1
      behave(socket)
    })
    const { http } = clientHttp()
    const timeoutMs = code === 'TIMEOUT' ? 100 : 20_000
    await expect(http.ask({ method: 'GET', url, isRepeatable: true, timeoutMs })).rejects.toMatchObject({
      code,
    })
    expect(asked).toBe(times)
  })

  it('doubles the delay, with jitter', async () => {
    const chance = vi.spyOn(Math, 'random').mockReturnValue(0.5)
    const site = await siteOf({ status: 502 })
    const { http, waits } = clientHttp()
    await expect(http.ask(site.get)).rejects.toMatchObject({ code: 'SERVER_ERROR' })
    expect(waits).toEqual([1000, 2000])
    chance.mockRestore()
  })

  it('returns the last answer unchanged when the caller accepts any status', async () => {
    const site = await siteOf({ status: 503 })
    const { http } = clientHttp()
    expect(await http.send(site.get)).toEqual({
      status: 503,
      body: undefined,
      bytes: 0,
      requestId: 'answer-3',
    })
  })
})

describe('error answers', () => {
  it.each([
    [200, false],
    [299, false],
    [300, true],
    [404, true],
  ])('status %i: %s', async (status, isError) => {
    const site = await siteOf({ status, body: {} })
    const asked = clientHttp().http.ask(site.get)
    const ended = await asked.then(
      () => false,
      () => true,
    )
    expect(ended).toBe(isError)
  })
})

describe('the request id', () => {
  it('is the client’s id where the service returns none', async () => {
    const site = await siteOf({ body: {}, headers: { 'X-Request-Id': '' } })
    const { requestId } = await clientHttp().http.ask(site.get)
    expect(requestId).toBe(site.asked[0]?.headers['x-request-id'])
  })
})

describe('a secret that was sent', () => {
  const secret = { 'X-Access-Token': 'SECRET-TOKEN' }
  it.each(['SECRET-TOKEN', 'id-SECRET-TOKEN', 'x'.repeat(101), 'two words', '<b>'])(
    'is not taken for the request id, nor is other text: %s',
    async (id) => {
      const site = await siteOf({
        status: 403,
        headers: { 'X-Request-Id': id },
        body: { error_code: 'X', request_id: id },
      })
      const error: unknown = await clientHttp()
        .http.ask({ ...site.get, headers: secret })
        .catch((reason: unknown) => reason)
      expect((error as AppError).failure.requestId).toBe(site.asked[0]?.headers['x-request-id'])
      expect(JSON.stringify((error as AppError).failure)).not.toContain(id)
    },
  )

  it.each([
    ['a refusal', { status: 403, body: { error_code: 'X', error_msg: 'SECRET-TOKEN is over' } }],
    ['an error under 200', { body: { error_code: 'X', error_msg: 'SECRET-TOKEN is over' } }],
    ['the text of a refusal', { status: 403, body: 'SECRET-TOKEN is over' }],
    ['an error that is a text', { body: { error: 'SECRET-TOKEN is over' } }],
  ])('does not appear in %s', async (_, given) => {
    const site = await siteOf(given)
    const answer = await clientHttp().http.send({ ...site.get, headers: secret })
    expect(JSON.stringify(answer.body)).toContain('… is over')
  })

  it.each([[{ token: 'SECRET-TOKEN' }], [{ error: null, token: 'SECRET-TOKEN' }], ['SECRET-TOKEN'], [null]])(
    'may be the requested value: %j',
    async (body) => {
      const site = await siteOf({ body: body === null ? 'null' : body })
      expect((await clientHttp().http.send({ ...site.get, headers: secret })).body).toEqual(body)
    },
  )
})

describe('a connection that was never established', () => {
  it('reports that nothing was sent, unlike a connection that was cut', async () => {
    const site = await siteOf()
    site.close()
    await expect(clientHttp().http.send(site.get)).rejects.toMatchObject({
      failure: { code: 'OFFLINE', params: { neverSent: true } },
    })
    const url = await rawSite((socket) => socket.destroy())
    const error: unknown = await clientHttp()
      .http.send({ method: 'GET', url })
      .catch((reason: unknown) => reason)
    expect(error).toMatchObject({ failure: { code: 'OFFLINE' } })
    expect((error as AppError).failure.params?.['neverSent']).toBeUndefined()
  })
})
