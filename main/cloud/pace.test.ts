import { describe, expect, test } from 'vitest'
import {
  afterAnswer,
  afterSending,
  familyOf,
  isThrottled,
  nextTurn,
  type Pace,
  type PacedAnswer,
  parseRateLimit,
  startingPace,
} from './pace.ts'

test.each([
  ['/v1/mmc/management/record/files', '/v1/mmc/management'],
  ['/v1/mmc/management/conferences/record/files', '/v1/mmc/management'],
  ['/gateway/v1/mmc/management/record/files', '/v1/mmc/management'],
  ['/v1/mmc/rlm/record/info', '/v1/mmc/rlm'],
  ['/v2/usg/acs/auth/appauth', '/v2/usg/acs'],
  ['/proconf/meetings', '/proconf/meetings'],
  ['/', '/'],
])('%s belongs to %s', (path, family) => {
  expect(familyOf(new URL(`https://site.example${path}?confUUID=1`))).toBe(family)
})

test.each([
  ['remain:99,limit:100,time:1 minute', { remain: 99, limit: 100, windowMs: 60_000 }],
  [' Remain: 0 , limit: 10 , time: 30 seconds ', { remain: 0, limit: 10, windowMs: 30_000 }],
  ['remain:500,limit:100,time:1 minute', { remain: 100, limit: 100, windowMs: 60_000 }],
  ['remain:99,limit:100,time:1 day', null],
  ['remain:0,limit:0,time:1 minute', null],
  ['remain:-1,limit:100,time:1 minute', null],
  [`remain:1,limit:${'9'.repeat(30)},time:1 minute`, null],
  ['', null],
  [null, null],
])('%j announces %j', (text, limit) => {
  expect(parseRateLimit(text)).toEqual(limit)
})

test.each([
  [429, null, true],
  [429, '5', true],
  [503, '5', true],
  [503, null, false],
  [500, '5', false],
  [200, '5', false],
])('%i with Retry-After %j: throttled %j', (status, retryAfter, expected) => {
  expect(isThrottled({ status, retryAfter, rateLimit: null })).toBe(expected)
})

const pace = (more: Partial<Pace> = {}): Pace => ({ ...startingPace('/other'), ...more })
const answer = (more: Partial<PacedAnswer> = {}): PacedAnswer => ({
  ...{ status: 200, rateLimit: null, retryAfter: null },
  ...more,
})
const heed = (before: Pace, more: Partial<PacedAnswer>, now = 1000, random = 0): Pace =>
  afterAnswer(before, answer(more), { now, date: Date.parse('2026-11-28T10:00:00Z') }, random)

describe('the next turn', () => {
  test('management calls start at 90 a minute, others without a limit', () => {
    let management = startingPace('/v1/mmc/management')
    for (let n = 0; n < 90; n += 1) {
      expect(nextTurn(management, n)).toMatchObject({ at: n })
      management = afterSending(management, n)
    }
    expect(nextTurn(management, 90)).toEqual({ at: 60_000, why: 'limit' })
    expect(nextTurn(management, 60_000)).toMatchObject({ at: 60_000 })
    let other = pace()
    for (let n = 0; n < 500; n += 1) other = afterSending(other, n)
    expect(nextTurn(other, 500)).toMatchObject({ at: 500 })
  })

  test('what was sent before the window is forgotten', () => {
    let limited = pace({ limit: { calls: 5, windowMs: 1000 } })
    for (let n = 0; n < 1000; n += 1) limited = afterSending(limited, n * 1000)
    expect(limited.sent.length).toBeLessThanOrEqual(2)
  })

  test('the later of the two limits counts', () => {
    const both = pace({ limit: { calls: 1, windowMs: 1000 }, sent: [500], closedUntil: 1200 })
    expect(nextTurn(both, 600)).toEqual({ at: 1500, why: 'limit' })
    expect(nextTurn({ ...both, closedUntil: 9000 }, 600)).toEqual({ at: 9000, why: 'asked' })
  })
})

describe('an answer', () => {
  test.each([
    ['remain:199,limit:200,time:1 minute', { calls: 180, windowMs: 60_000 }],
    ['remain:9,limit:10,time:1 second', { calls: 9, windowMs: 1000 }],
    ['remain:0,limit:1,time:1 second', { calls: 1, windowMs: 1000 }],
  ])('%s is followed, up or down, with a margin', (rateLimit, limit) => {
    expect(heed(startingPace('/v1/mmc/management'), { rateLimit }).limit).toEqual(limit)
  })

  test('one without the header keeps the limit', () => {
    const before = pace({ limit: { calls: 7, windowMs: 1000 } })
    expect(heed(before, {}).limit).toEqual(before.limit)
  })

  test('calls of other clients count as sent now', () => {
    const told = heed(pace({ sent: [900] }), { rateLimit: 'remain:12,limit:100,time:1 minute' })
    expect(told.sent).toHaveLength(88)
    expect(nextTurn(told, 1000)).toMatchObject({ at: 1000 })
    const none = heed(told, { rateLimit: 'remain:0,limit:100,time:1 minute' }, 2000)
    expect(nextTurn(none, 2000)).toEqual({ at: 60_900, why: 'limit' })
  })

  test.each<[Partial<PacedAnswer>, number, number]>([
    [{ status: 429, retryAfter: '7' }, 0, 8000],
    [{ status: 429, retryAfter: '7' }, 1, 8500],
    [{ status: 503, retryAfter: 'Sat, 28 Nov 2026 10:00:30 GMT' }, 0, 31_000],
    [{ status: 429, retryAfter: '0' }, 0, 2000],
    [{ status: 429, retryAfter: '86400' }, 0, 3_601_000],
    [{ status: 429 }, 0, 3000],
    [{ status: 503 }, 1, 6000],
    [{ status: 200, retryAfter: '7' }, 0, 0],
    [{ status: 500, retryAfter: '7' }, 0, 0],
  ])('%j closes the family (random %d) until %d', (more, random, until) => {
    expect(heed(pace(), more, 1000, random).closedUntil).toBe(until)
  })

  test('refusals without a time double the pause, up to a minute, until a call is accepted', () => {
    let refused = pace()
    const pauses = Array.from({ length: 8 }, () => {
      refused = heed({ ...refused, closedUntil: 0 }, { status: 429 })
      return refused.closedUntil - 1000
    })
    expect(pauses).toEqual([2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000])
    expect(heed(heed(refused, {}), { status: 429 }).refusals).toBe(1)
  })

  test('an earlier pause is never shortened', () => {
    expect(heed(pace({ closedUntil: 90_000 }), { status: 429, retryAfter: '1' }).closedUntil).toBe(90_000)
  })
})
