import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AnswerHead, offsetToAsk, type OnDisk, OVERLAP_BYTES, parseContentRange, plan } from './plan.ts'

const MB = 1024 * 1024
const half: OnDisk = {
  durable: 5 * MB,
  total: 10 * MB,
  etag: '"a"',
  lastModified: 'Mon, 02 Nov 2026 08:00:00 GMT',
}
const nothing: OnDisk = { durable: 0, total: null, etag: null, lastModified: null }
const offset = offsetToAsk(half)

function head(change: Partial<AnswerHead>): AnswerHead {
  return {
    status: 200,
    contentRange: null,
    contentLength: null,
    contentType: 'video/mp4',
    contentEncoding: null,
    etag: null,
    lastModified: null,
    retryAfter: null,
    location: null,
    isChunked: false,
    digest: null,
    ...change,
  }
}

const partial = (change: Partial<AnswerHead> = {}): AnswerHead =>
  head({
    status: 206,
    contentRange: `bytes ${offset}-${10 * MB - 1}/${10 * MB}`,
    contentLength: 10 * MB - offset,
    etag: '"a"',
    ...change,
  })

describe('the request', () => {
  it('starts 64 KiB below the durable count', () => {
    expect(offset).toBe(5 * MB - OVERLAP_BYTES)
  })

  it('requests the whole file up to the size of the overlap', () => {
    expect(offsetToAsk({ ...half, durable: OVERLAP_BYTES })).toBe(0)
    expect(offsetToAsk(nothing)).toBe(0)
  })
})

describe('the decision table', () => {
  it('appends a 206 that continues the same file', () => {
    expect(plan(half, offset, partial())).toEqual({
      do: 'append',
      offset,
      bodyBytes: 10 * MB - offset,
      framing: 'length',
      facts: { total: 10 * MB, etag: '"a"', lastModified: half.lastModified },
    })
  })

  it('appends when the total is missing but was known', () => {
    const step = plan(half, offset, partial({ contentRange: `bytes ${offset}-${10 * MB - 1}/*` }))
    expect(step).toMatchObject({ do: 'append', facts: { total: 10 * MB } })
  })

  it.each([
    [
      'another start',
      { contentRange: `bytes 0-${10 * MB - 1}/${10 * MB}`, contentLength: 10 * MB },
      'other-start',
    ],
    [
      'another total',
      { contentRange: `bytes ${offset}-${11 * MB - 1}/${11 * MB}`, contentLength: null },
      'other-total',
    ],
    ['no Content-Range', { contentRange: null }, 'no-content-range'],
    ['an invalid Content-Range', { contentRange: 'bytes all' }, 'no-content-range'],
    ['an unsatisfied Content-Range', { contentRange: `bytes */${10 * MB}` }, 'no-content-range'],
    [
      'an end behind the total',
      { contentRange: `bytes ${offset}-${10 * MB}/${10 * MB}`, contentLength: null },
      'other-length',
    ],
    ['a Content-Length that contradicts it', { contentLength: 17 }, 'other-length'],
    ['another ETag', { etag: '"b"' }, 'validator-changed'],
    ['an encoded part', { contentEncoding: 'gzip' }, 'encoded-range'],
    ['multipart/byteranges', { contentType: 'multipart/byteranges; boundary=x' }, 'multipart'],
  ] as const)('writes no byte of a 206 with %s', (_, change, why) => {
    expect(plan(half, offset, partial(change))).toEqual({ do: 'ask-whole', why })
  })

  it('compares Last-Modified where an ETag is missing', () => {
    const step = plan(
      { ...half, etag: null },
      offset,
      partial({ lastModified: 'Tue, 03 Nov 2026 08:00:00 GMT' }),
    )
    expect(step).toEqual({ do: 'ask-whole', why: 'validator-changed' })
  })

  it('writes no byte of an unrequested 206', () => {
    expect(plan(nothing, 0, partial())).toEqual({ do: 'ask-whole', why: 'range-not-asked' })
  })

  it('starts at 0 when the server ignores Range', () => {
    const step = plan(half, offset, head({ contentLength: 10 * MB, etag: '"a"' }))
    expect(step).toMatchObject({ do: 'restart', bodyBytes: 10 * MB, mayBeSame: true, framing: 'length' })
  })

  it('compares a 200 with the bytes on disk, unless its total differs', () => {
    const other = { contentLength: 9 * MB, etag: '"a"' }
    expect(plan(half, offset, head(other))).toMatchObject({ do: 'restart', mayBeSame: false })
    const otherTag = { contentLength: 10 * MB, etag: '"b"' }
    expect(plan(half, offset, head(otherTag))).toMatchObject({ do: 'restart', mayBeSame: true })
  })

  it('is finished by a 416 whose total is our length', () => {
    const all = { ...half, durable: 10 * MB }
    const answer = head({ status: 416, contentRange: `bytes */${10 * MB}` })
    expect(plan(all, offsetToAsk(all), answer)).toEqual({ do: 'verify' })
  })

  it('is not finished by a 416 with our length where the file was longer', () => {
    const answer = head({ status: 416, contentRange: `bytes */${half.durable}` })
    expect(plan(half, offset, answer)).toEqual({ do: 'ask-whole', why: 'range-not-satisfiable' })
  })

  it('does not accept the rest of the file in a 200 as the file', () => {
    const rest = head({ contentLength: 10 * MB - offset })
    expect(plan(half, offset, rest)).toEqual({ do: 'ask-whole', why: 'other-start' })
    expect(plan(half, 0, rest)).toMatchObject({ do: 'restart' })
  })

  it.each([['bytes */7'], [null], ['nonsense']])('starts at 0 on any other 416 (%s)', (contentRange) => {
    expect(plan(half, offset, head({ status: 416, contentRange }))).toEqual({
      do: 'ask-whole',
      why: 'range-not-satisfiable',
    })
  })

  it.each([401, 403, 410, 400, 405])('reads %i as a used link', (status) => {
    expect(plan(half, offset, head({ status }))).toEqual({ do: 'new-link', why: 'refused' })
  })

  it('reads 404 as a missing file', () => {
    expect(plan(half, offset, head({ status: 404 }))).toEqual({ do: 'new-link', why: 'not-found' })
  })

  it('reads 412 as a changed file', () => {
    expect(plan(half, offset, head({ status: 412 }))).toEqual({ do: 'ask-whole', why: 'validator-changed' })
  })

  it.each([408, 425, 429, 500, 502, 503, 504])('waits on %i, as long as the server requests', (status) => {
    expect(plan(half, offset, head({ status, retryAfter: '7' }))).toEqual({
      do: 'wait',
      why: 'busy',
      afterMs: 7000,
    })
    expect(plan(half, offset, head({ status }))).toEqual({ do: 'wait', why: 'busy', afterMs: null })
  })

  it.each([202, 204, 304])('waits on a %i, which contains no file', (status) => {
    expect(plan(half, offset, head({ status }))).toMatchObject({ do: 'wait', why: 'odd-status' })
  })

  it.each(['text/html', 'application/json;charset=UTF-8', 'application/problem+json', 'text/xml', null])(
    'leaves it to the bytes whether %s is media',
    (contentType) => {
      expect(plan(half, offset, head({ contentType, contentLength: 10 * MB })).do).toBe('restart')
      expect(plan(half, offset, partial({ contentType })).do).toBe('append')
    },
  )

  it.each([
    ['W/"a"', '"a"', 'append'],
    ['"a"', 'W/"a"', 'append'],
    ['W/"a"', 'W/"a"', 'append'],
    ['W/"a"', '"b"', 'ask-whole'],
    ['"W/a"', '"a"', 'ask-whole'],
  ])('compares the ETags %s and %s weakly: %s', (known, etag, step) => {
    expect(plan({ ...half, etag: known }, offset, partial({ etag })).do).toBe(step)
  })

  it.each([301, 302, 303, 307, 308])('follows a %i', (status) => {
    expect(plan(half, offset, head({ status, location: '/b' }))).toEqual({ do: 'follow', location: '/b' })
  })

  it('treats a redirect without Location as a refused link or a wait, never as a body', () => {
    expect(plan(half, offset, head({ status: 302 }))).toMatchObject({ do: 'wait' })
  })

  it.each(['gzip', 'x-gzip', 'br', 'deflate'])('decodes %s from byte 0 and cannot resume it', (encoding) => {
    const step = plan(nothing, 0, head({ contentEncoding: encoding, contentLength: 99, etag: '"a"' }))
    expect(step).toMatchObject({ do: 'restart', facts: { total: null, etag: null, lastModified: null } })
    expect(step).toHaveProperty('encoding', encoding === 'x-gzip' ? 'gzip' : encoding)
  })

  it.each([
    ['zstd', 'unknown'],
    ['gzip, br', 'unknown'],
    ['identity, gzip', 'gzip'],
    ['identity', null],
  ])('lets the first bytes decide what %s means', (contentEncoding, encoding) => {
    expect(plan(nothing, 0, head({ contentEncoding }))).toMatchObject({ do: 'restart', encoding })
  })

  it('determines how the end of a body is detected', () => {
    expect(plan(nothing, 0, head({ contentLength: 5 }))).toMatchObject({ framing: 'length' })
    expect(plan(nothing, 0, head({ isChunked: true }))).toMatchObject({ framing: 'chunked' })
    expect(plan(nothing, 0, head({}))).toMatchObject({ framing: 'until-close' })
  })
})

describe('any answer at all', () => {
  const text = fc.oneof(
    fc.constant(null),
    fc.string(),
    fc.constantFrom('bytes 5-9/10', 'bytes 0-9/10', '"a"', 'gzip'),
  )
  const anyHead = fc.record({
    status: fc.integer({ min: 100, max: 599 }),
    contentRange: text,
    contentLength: fc.option(fc.nat()),
    contentType: text,
    contentEncoding: text,
    etag: text,
    lastModified: text,
    retryAfter: text,
    location: text,
    isChunked: fc.boolean(),
  })
  const anyDisk = fc.record({ durable: fc.nat(), total: fc.option(fc.nat()), etag: text, lastModified: text })

  it('leads to one step, and only a 206 that continues our bytes is appended', () => {
    fc.assert(
      fc.property(anyDisk, anyHead, (disk, answer) => {
        const asked = offsetToAsk(disk)
        const step = plan(disk, asked, answer)
        if (step.do === 'append') {
          expect(asked).toBeGreaterThan(0)
          expect(answer.status).toBe(206)
          expect(parseContentRange(answer.contentRange)?.start).toBe(asked)
          if (disk.total !== null) expect(step.facts.total).toBe(disk.total)
        }
        if (step.do === 'restart') expect(answer.status).toBe(200)
        if (step.do === 'verify') expect(answer.status).toBe(416)
      }),
    )
  })

  it('reads back every well-formed Content-Range', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.option(fc.nat()), (start, length, total) => {
        const end = start + length
        expect(parseContentRange(`bytes ${start}-${end}/${total ?? '*'}`)).toEqual({ start, end, total })
      }),
    )
  })
})

describe('a Content-Range', () => {
  it.each([
    ['bytes 5-5/10', { start: 5, end: 5, total: 10 }],
    [' BYTES 5-9/* ', { start: 5, end: 9, total: null }],
    ['bytes */10', { start: null, total: 10 }],
    [' BYTES */10 ', { start: null, total: 10 }],
    [
      'bytes 999999999999999-999999999999999/*',
      { start: 999_999_999_999_999, end: 999_999_999_999_999, total: null },
    ],
  ])('%j is read', (text, range) => {
    expect(parseContentRange(text)).toEqual(range)
  })
  it.each([
    ...[
      'bytes 6-5/10',
      'xbytes 5-9/10',
      'bytes 5-9/10x',
      'bytes 5-9',
      'bytes 5-/10',
      'bytes -9/10',
      'bytes a-b/10',
    ],
    ...[
      'xbytes */10',
      'bytes */10x',
      'bytes */',
      'bytes */*',
      'bytes 5-9/',
      'items 5-9/10',
      'bytes 5 - 9/10',
    ],
    ...[
      'bytes */1234567890123456',
      'bytes 1234567890123456-1234567890123456/*',
      'bytes 1-2/1234567890123456',
    ],
  ])('%j is not read', (text) => {
    expect(parseContentRange(text)).toBeNull()
  })
})

describe('the facts learnt about a file', () => {
  const rest = 10 * MB - offset
  it('come from the answer, else stay known', () => {
    const told = partial({ etag: null, lastModified: null })
    expect(plan(half, offset, told)).toMatchObject({
      facts: { total: 10 * MB, etag: '"a"', lastModified: half.lastModified },
    })
    const unknown = { ...half, total: null, etag: null, lastModified: null }
    const date = 'Tue, 03 Nov 2026 08:00:00 GMT'
    expect(plan(unknown, offset, partial({ lastModified: date }))).toMatchObject({
      do: 'append',
      facts: { total: 10 * MB, etag: '"a"', lastModified: date },
    })
    const star = { contentRange: `bytes ${offset}-${10 * MB - 1}/*`, contentLength: null }
    expect(plan(unknown, offset, partial(star))).toMatchObject({ bodyBytes: rest, facts: { total: null } })
  })

  it('ignore an encoded body', () => {
    expect(plan(half, offset, head({ contentEncoding: 'gzip', etag: '"b"' }))).toMatchObject({
      mayBeSame: true,
    })
    const plain = head({ contentLength: 5, etag: '"b"', lastModified: 'x', contentEncoding: ' Identity ' })
    expect(plan(nothing, 0, plain)).toEqual({
      ...{ do: 'restart', bodyBytes: 5, framing: 'length', encoding: null, mayBeSame: true },
      facts: { total: 5, etag: '"b"', lastModified: 'x', digest: null },
    })
    expect(plan(nothing, 0, head({ contentEncoding: ' GZIP ' }))).toMatchObject({ encoding: 'gzip' })
  })

  it.each<[string, Partial<OnDisk>, Partial<AnswerHead>, boolean]>([
    ['another total', {}, { contentLength: 9 * MB }, false],
    ['no total', {}, {}, true],
    ['a total where none was known', { total: null }, { contentLength: 9 * MB }, true],
    ['the same total', {}, { contentLength: 10 * MB }, true],
  ])('with %s', (_, disk, change, mayBeSame) => {
    expect(plan({ ...half, ...disk }, 0, head(change))).toMatchObject({ do: 'restart', mayBeSame })
  })

  it.each<[string, Partial<OnDisk>, Partial<AnswerHead>, string]>([
    ['the same ETag and another date', {}, { lastModified: 'x' }, 'append'],
    ['another date without an ETag in the answer', {}, { etag: null, lastModified: 'x' }, 'append'],
    ['another date without a known ETag', { etag: null }, { lastModified: 'x' }, 'ask-whole'],
    ['the same date', { etag: null }, { lastModified: half.lastModified }, 'append'],
    ['no date', { etag: null }, {}, 'append'],
  ])('of a range with %s', (_, disk, change, step) => {
    expect(plan({ ...half, ...disk }, offset, partial(change)).do).toBe(step)
  })

  it('is finished by a 416 of our length even without a known total, but not without a range request', () => {
    const all = { ...half, total: null }
    const answer = head({ status: 416, contentRange: `bytes */${all.durable}` })
    expect(plan(all, offset, answer)).toEqual({ do: 'verify' })
    expect(plan(all, 0, answer)).toEqual({ do: 'ask-whole', why: 'range-not-satisfiable' })
    const satisfied = head({ status: 416, contentRange: `bytes 0-1/${all.durable}` })
    expect(plan(all, offset, satisfied)).toEqual({ do: 'ask-whole', why: 'range-not-satisfiable' })
  })

  it('ignore a rest that could be the file, if its size is unknown', () => {
    expect(plan({ ...half, total: null }, offset, head({ contentLength: rest }))).toMatchObject({
      do: 'restart',
    })
  })
})

it.each([
  [300, '/b', 'wait'],
  [304, '/b', 'wait'],
  [305, '/b', 'wait'],
  [309, '/b', 'wait'],
  [399, null, 'wait'],
  [400, null, 'new-link'],
  [499, null, 'new-link'],
  [500, null, 'wait'],
  [199, null, 'wait'],
] as const)('%i with the Location %j: %s', (status, location, step) => {
  expect(plan(half, offset, head({ status, location })).do).toBe(step)
})
