import { afterEach, describe, expect, it } from 'vitest'
import { clientHttp } from '../../test/cloud-client.ts'
import { type Given, jsonSite } from '../../test/json-site.ts'
import { headerOf, listEndedMeetings } from './ended-meetings.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function list(given: Given, more: { path?: string; authorization?: string | null } = {}) {
  const site = await jsonSite(() => given)
  closers.push(site.close)
  const baseUrl = site.url + (more.path ?? '')
  const meetings = listEndedMeetings({
    http: clientHttp().http,
    baseUrl,
    authorization: more.authorization ?? null,
  })
  return { meetings, asked: site.asked }
}

const row = (name: string, from: unknown, to: unknown) => ({
  room_name: name,
  unique_id: `${name}_1`,
  created_at: from,
  destroyed_at: to,
})
const SAMPLE = [
  row('r1', '2024-06-20T08:10:14.000Z', '2024-06-20T08:10:34.000Z'),
  row('r2', '2024-06-20T08:11:04.000Z', '2024-06-20T08:11:36.000Z'),
]

describe('listEndedMeetings', () => {
  it.each([
    [{ error: null, data: SAMPLE }],
    [{ error: null, data: { status: 200, data: SAMPLE } }],
    [{ error: {}, data: SAMPLE }],
    [{ error: '', data: SAMPLE }],
    [SAMPLE],
    [{ error: null, data: { status: 200, data: { error: null, data: SAMPLE } } }],
  ])('reads the rows at any depth, newest first', async (body) => {
    const { meetings } = await list({ body })
    expect(await meetings).toEqual([
      {
        source: 'proconf',
        uniqueId: 'r2_1',
        roomName: 'r2',
        startedAt: '2024-06-20T08:11:04.000Z',
        endedAt: '2024-06-20T08:11:36.000Z',
        durationSeconds: 32,
      },
      expect.objectContaining({ uniqueId: 'r1_1', durationSeconds: 20 }),
    ])
  })

  it('has no meetings if the server sends null for their list', async () => {
    expect(await (await list({ body: { error: null, data: null } })).meetings).toEqual([])
  })

  it.each([
    ['seconds', 1_718_871_014, 1_718_871_034],
    ['milliseconds', 1_718_871_014_000, 1_718_871_034_000],
    ['text without a zone, as UTC', '2024-06-20 08:10:14', '2024-06-20T08:10:34'],
    ['text of another zone', '2024-06-20T16:10:14+08:00', '2024-06-20T16:10:34.000+0800'],
  ])('reads times as %s', async (_, from, to) => {
    expect(await (await list({ body: [row('r', from, to)] })).meetings).toMatchObject([
      { startedAt: '2024-06-20T08:10:14.000Z', endedAt: '2024-06-20T08:10:34.000Z', durationSeconds: 20 },
    ])
  })

  it('takes a missing start from the id', async () => {
    const one = { room_name: 'r', unique_id: 'r_1718871014', destroyed_at: null }
    expect(await (await list({ body: [one] })).meetings).toMatchObject([
      { startedAt: '2024-06-20T08:10:14.000Z' },
    ])
  })

  it.each(['', '/', '/meetings', '/meetings/'])(
    'asks /meetings once below an address that ends in %j',
    async (end) => {
      const { meetings, asked } = await list({ body: [] }, { path: `/api${end}` })
      await meetings
      expect(asked[0]?.path).toBe('/api/meetings')
      expect(asked[0]?.headers['content-type']).toBe('application/json')
    },
  )

  it('lists rows without an end or with invalid dates, and no row twice', async () => {
    const rows = [
      row('open', '2024-06-20T08:00:00.000Z', null),
      row('odd', 'yesterday', 5),
      row('reversed', '2024-06-21T08:00:00.000Z', '2024-06-21T07:00:00.000Z'),
      row('open', '2024-06-20T08:00:00.000Z', null),
      { room_name: 'nameless' },
    ]
    const { meetings } = await list({ body: { error: null, data: rows } })
    expect((await meetings).map(({ roomName, durationSeconds }) => [roomName, durationSeconds])).toEqual([
      ['reversed', null],
      ['open', null],
      ['odd', null],
      ['nameless', null],
    ])
  })

  it.each(['', '/', '/api', '/api/'])(
    'sends requests below the base %j with the given header',
    async (path) => {
      const { meetings, asked } = await list(
        { body: { error: null, data: [] } },
        { path, authorization: ' Bearer x\n' },
      )
      expect(await meetings).toEqual([])
      expect(asked[0]).toMatchObject({ method: 'GET', path: `${path.replace(/\/$/, '')}/meetings` })
      expect(asked[0]?.headers).toMatchObject({ authorization: 'Bearer x' })
      expect(asked[0]?.headers['x-access-token']).toBeUndefined()
    },
  )

  it.each([null, '', ' \n'])('sends no header for %j', async (authorization) => {
    const { meetings, asked } = await list({ body: [] }, { authorization })
    await meetings
    expect(asked[0]?.headers.authorization).toBeUndefined()
  })

  it('keeps a meeting that ended as it began, and rounds', async () => {
    const at = '2024-06-20T08:00:00.000Z'
    const rows = [row('none', at, at), row('some', at, '2024-06-20T08:00:01.600Z')]
    const { meetings } = await list({ body: rows })
    expect((await meetings).map(({ roomName, durationSeconds }) => [roomName, durationSeconds])).toEqual([
      ['none', 0],
      ['some', 2],
    ])
  })

  it('identifies rows without an id by room and position, and requires no other field', async () => {
    const rows = [{ room_name: 'r' }, { room_name: 'r', unique_id: '' }, {}, 7]
    const { meetings } = await list({ body: rows })
    expect(await meetings).toEqual(
      [
        ['r#0', 'r'],
        ['r#1', 'r'],
        ['#2', ''],
      ].map(([uniqueId, roomName]) => ({
        ...{ source: 'proconf', uniqueId, roomName },
        ...{ startedAt: null, endedAt: null, durationSeconds: null },
      })),
    )
  })

  it('sorts by the end where the start is unknown', async () => {
    const rows = [
      row('a', null, '2024-06-20T08:00:00.000Z'),
      row('b', '2024-06-21T08:00:00.000Z', null),
      row('c', '2024-06-19T08:00:00.000Z', null),
    ]
    const { meetings } = await list({ body: rows })
    expect((await meetings).map(({ roomName }) => roomName)).toEqual(['b', 'a', 'c'])
  })

  it('searches for the rows up to four envelopes deep', async () => {
    const within = (depth: number): unknown => (depth === 0 ? [] : { data: within(depth - 1) })
    expect(await (await list({ body: within(4) })).meetings).toEqual([])
    await expect((await list({ body: within(5) })).meetings).rejects.toMatchObject({
      failure: { code: 'BAD_ANSWER', params: { server: 'meetings' }, requestId: 'answer-1' },
    })
  })

  it('fails by its status even if it contains rows', async () => {
    const { meetings } = await list({ status: 403, body: SAMPLE })
    await expect(meetings).rejects.toMatchObject({
      failure: { code: 'NO_PERMISSION', detail: 'HTTP 403', requestId: 'answer-1' },
    })
  })

  it('is not refused by the page of a filter', async () => {
    const { meetings } = await list({ status: 403, body: '<html>blocked</html>' })
    await expect(meetings).rejects.toMatchObject({ code: 'BAD_ANSWER' })
    expect(await (await list({ status: 203, body: SAMPLE })).meetings).not.toEqual([])
  })

  it('keeps 300 characters of the server’s message', async () => {
    const { meetings } = await list({ status: 400, body: { error: 'm'.repeat(400) } })
    await expect(meetings).rejects.toMatchObject({
      failure: { detail: `HTTP 400: ${'m'.repeat(300)}` },
    })
  })

  it('is retried when the server is busy', async () => {
    const { meetings, asked } = await list({ status: 503 })
    await expect(meetings).rejects.toMatchObject({ code: 'SERVER_ERROR' })
    expect(asked).toHaveLength(3)
  })

  it.each([
    [401, 'Unauthorized', 'AUTH_REJECTED'],
    [404, 'Not found', 'NOT_FOUND'],
    [500, 'Internal server error', 'SERVER_ERROR'],
    [503, 'Domain not found.', 'DOMAIN_NOT_CONFIGURED'],
    [503, 'Service unavailable', 'SERVER_ERROR'],
  ])('%i "%s" is %s of this server, as a status and inside a 200', async (code, message, kind) => {
    const envelope = { error: { code, message }, data: null }
    for (const [status, body] of [
      [code, envelope],
      [200, envelope],
      [200, { error: null, data: { status: code, data: envelope } }],
      [200, { error: { code: String(code), message } }],
    ] as const) {
      const { meetings } = await list({ status, body })
      await expect(meetings).rejects.toMatchObject({
        code: kind,
        failure: { params: { server: 'meetings' } },
      })
    }
  })

  it.each(['<html>', { data: 5 }, { error: null }, null, undefined])(
    'is a bad answer for %j',
    async (body) => {
      const { meetings } = await list({ body })
      await expect(meetings).rejects.toMatchObject({ code: 'BAD_ANSWER' })
    },
  )

  it('is SERVER_ERROR where the error is only a text', async () => {
    const { meetings } = await list({ body: { error: 'boom' } })
    await expect(meetings).rejects.toMatchObject({
      code: 'SERVER_ERROR',
      failure: { detail: 'HTTP 200: boom' },
    })
  })

  it('fails with ADDRESS_REFUSED when no address is set', async () => {
    const asked = listEndedMeetings({ http: clientHttp().http, baseUrl: ' ', authorization: null })
    await expect(asked).rejects.toMatchObject({
      code: 'ADDRESS_REFUSED',
      failure: { params: { reason: 'unset' } },
    })
  })
})

describe('the header of an application server', () => {
  it.each([
    ['', {}],
    ['Bearer abc.def', { Authorization: 'Bearer abc.def' }],
    ['abc:def', { Authorization: 'abc:def' }],
    ['https://not.a.header', { Authorization: 'https://not.a.header' }],
    ['X-Api-Key: abc: def', { 'X-Api-Key': 'abc: def' }],
    ['Authorization: Bearer abc', { Authorization: 'Bearer abc' }],
    ['Cookie:\tsession=1', { Cookie: 'session=1' }],
    ['X-Host: a', { 'X-Host': 'a' }],
    ['Hostname: a', { Hostname: 'a' }],
  ])('%j', (text, headers) => expect(headerOf(text)).toEqual(headers))

  it.each([
    'Host: a',
    'content-length: 5',
    'Transfer-Encoding: chunked',
    'Connection: close',
    'Range: bytes=0-',
    'Proxy-Authorization: Basic abc',
    'Content-Encoding: gzip',
  ])('%s is refused', (text) => expect(() => headerOf(text)).toThrow('BAD_INPUT'))

  it('is sent, and its value never comes back in an error', async () => {
    const secret = 'a-secret-of-the-server'
    const { meetings, asked } = await list(
      { status: 401, body: { error: { code: 401, message: `Unauthorized: ${secret}` }, data: null } },
      { authorization: `X-Api-Key: ${secret}\n` },
    )
    const failure = await meetings.then(
      () => null,
      (error: unknown) => JSON.stringify((error as { failure: unknown }).failure),
    )
    expect(failure).toContain('Unauthorized')
    expect(failure).not.toContain(secret)
    expect(asked[0]?.headers['x-api-key']).toBe(secret)
    expect(asked[0]?.headers.authorization).toBeUndefined()
    expect(asked[0]?.headers['content-type']).toBe('application/json')
  })
})

describe('a field of the documentation', () => {
  const [FIRST] = SAMPLE
  it.each([
    ['room_name', 'other'],
    ['unique_id', 'r1_2'],
    ['created_at', '2024-06-20T08:10:14.001Z'],
    ['destroyed_at', '2024-06-20T08:10:34.001Z'],
  ])('%s is not lost', async (field, other) => {
    const read = async (one: object) => await (await list({ body: { error: null, data: [one] } })).meetings
    expect(await read({ ...FIRST, [field]: other })).not.toEqual(await read({ ...FIRST }))
  })
})
