import { readdir, rm } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { AppError, type Failure } from '../../contract/errors.ts'
import { answer, type Behaviour, good } from './misbehaving-server.ts'
import { FILE, firstHalf, HALF, oneFile, OVERLAP } from './one-file.ts'

const at = oneFile()

describe('answers other than a recording', () => {
  const page = '<!doctype html><title>Sign in</title>'
  it.each([
    ['a sign-in page', answer(200, { 'Content-Type': 'text/html' }, () => page)],
    [
      'a sign-in page as octet-stream',
      answer(200, { 'Content-Type': 'application/octet-stream' }, () => page),
    ],
    [
      'a JSON error with 200',
      answer(200, { 'Content-Type': 'application/json' }, () => '{"error_code":"USG.000000001"}'),
    ],
    ['an empty body', answer(200, { 'Content-Type': 'video/mp4', 'Content-Length': '0' })],
    ['text that calls itself a film', answer(200, { 'Content-Type': 'video/mp4' }, () => 'Token expired')],
  ])('%s is never saved', async (_, behaviour) => {
    await at.failsWith('NOT_A_RECORDING', [behaviour])
    expect(await readdir(at.folder)).toEqual([])
    await at.savesWhole([behaviour, behaviour, good()])
  })

  it('keep the bytes on disk', async () => {
    const html = answer(200, { 'Content-Type': 'text/html' }, () => page)
    await at.savesWhole([firstHalf, html, good()])
    expect(at.server.ranges[2]).toBe(`bytes=${HALF - OVERLAP}-`)
  })

  it('report the service’s own error', async () => {
    const json = answer(200, { 'Content-Type': 'application/json' }, () => '{"error_code":"X"}')
    const readError = (): Failure => ({
      code: 'SERVER_ERROR',
      requestId: 'r-1',
      params: { serviceCode: 'X' },
    })
    const { outcome } = await at.failsWith('NOT_A_RECORDING', [json], { deps: { readError } })
    expect(outcome).toMatchObject({ failure: { requestId: 'r-1', params: { serviceCode: 'X' } } })
  })
})

describe('refusals', () => {
  it.each([401, 403, 410])('%i: a new link at once, then LINK_REFUSED', async (status) => {
    await at.savesWhole([answer(status, {}), answer(status, {}), good()])
    await rm(at.path)
    await at.failsWith('LINK_REFUSED', [answer(status, {})])
    expect(at.server.linksGiven()).toBe(4)
  })

  it('404: one new link, then NOT_FOUND', async () => {
    await at.savesWhole([answer(404, {}), good()])
    await rm(at.path)
    await at.failsWith('NOT_FOUND', [answer(404, {})])
    expect(at.server.linksGiven()).toBe(2)
  })

  it.each([408, 425, 429, 500, 502, 503, 504])('%i: waits, then continues', async (status) => {
    await at.savesWhole([answer(status, { 'Retry-After': '0' }), firstHalf, answer(status, {}), good()])
  })

  it('a permanent 503 is reported after the retries', async () => {
    await at.failsWith('SERVER_ERROR', [answer(503, {})])
    expect(at.server.linksGiven()).toBe(5)
  })

  it.each([
    ['LINK_REFUSED', 403],
    ['NOT_FOUND', 404],
    ['SERVER_ERROR', 503],
  ])('%s keeps the server’s request id', async (code, status) => {
    const { outcome } = await at.failsWith(code, [answer(status, { 'X-Request-Id': 'r-1' })])
    expect(outcome).toMatchObject({ failure: { requestId: 'r-1' } })
  })

  it('an answer in another protocol is reported at once', async () => {
    const other: Behaviour = ({ socket }) =>
      socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n')
    await at.failsWith('BAD_ANSWER', [other])
    await at.savesWhole([other, firstHalf, other, good()])
  })

  it('gives its place to others when Retry-After is long, and continues with its budget', async () => {
    await at.serve(FILE, [firstHalf, answer(503, { 'Retry-After': '86400' }), answer(503, {}), good()])
    const { outcome } = await at.run()
    expect(outcome).toMatchObject({
      kind: 'postponed',
      failure: { code: 'SERVER_ERROR' },
      waitMs: 3_600_000,
      budget: { waits: 2 },
    })
    const budget = { waits: 4, refusals: 0, missing: 0, textAnswers: 0, restarts: 0 }
    const again = await at.run({ job: { budget } })
    expect(again.outcome).toMatchObject({ kind: 'failed', failure: { code: 'SERVER_ERROR' } })
    await at.savesWhole([good()])
  })

  it('waits as long as Retry-After says', async () => {
    const waits: number[] = []
    const deps = { onSetback: (_: Failure, ms: number): void => void waits.push(ms) }
    await at.savesWhole([answer(429, { 'Retry-After': '1' }), good()], FILE, { deps })
    expect(waits).toEqual([1000])
  })
})

it('failures of the link itself end the download or are retried', async () => {
  await at.serve(FILE, [good()])
  const refusing = { freshLink: () => Promise.reject(new AppError('NO_PERMISSION')) }
  expect((await at.run({ deps: refusing })).outcome).toMatchObject({
    failure: { code: 'NO_PERMISSION' },
  })
  let calls = 0
  const shaky = {
    freshLink: () => {
      calls += 1
      return calls < 3 ? Promise.reject(new AppError('SERVER_ERROR')) : at.server.freshLink()
    },
  }
  expect((await at.run({ deps: shaky })).outcome).toMatchObject({ kind: 'saved' })
})
