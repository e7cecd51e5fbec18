import { expect, test } from 'vitest'
import type { PaceWait } from '../../contract/pace.ts'
import { createPacer } from './pacer.ts'

const url = new URL('https://site.example/v1/mmc/management/record/files')
const REFUSED = { status: 429, retryAfter: '9', rateLimit: null }

/** A pacer whose clock moves only by its own waits, of which the first ends late. */
function paced(lateMs = 0) {
  let time = 0
  let late = lateMs
  const reported: PaceWait[] = []
  const pacer = createPacer({
    wait: async (ms, signal) => {
      signal.throwIfAborted()
      time += ms + late
      late = 0
    },
    now: () => time,
    random: () => 0,
  })
  pacer.onWait((wait) => reported.push(wait))
  return { pacer, reported, now: () => time, pass: (ms: number) => void (time += ms) }
}

test.each([
  ['on time', 0],
  ['late', 59_000],
])('no window of a minute has more than 90 management calls, with a timer that ends %s', async (_, late) => {
  const { pacer, now } = paced(late)
  const times: number[] = []
  await Promise.all(
    Array.from({ length: 400 }, async () => {
      await pacer.turn(url)
      times.push(now())
    }),
  )
  expect(times).toHaveLength(400)
  for (const from of times)
    expect(times.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(90)
})

test.each([
  ['up', 'remain:5999,limit:6000,time:1 minute', 0],
  ['down', 'remain:9,limit:10,time:1 minute', 40 * 60_000],
  ['down and up again', 'remain:9,limit:10,time:1 minute|remain:5999,limit:6000,time:1 minute', 0],
])('the pace follows the limit that answers announce, %s', async (_, headers, expected) => {
  const { pacer, now } = paced()
  await pacer.turn(url)
  for (const rateLimit of headers.split('|')) pacer.heed(url, { status: 200, retryAfter: null, rateLimit })
  for (let n = 1; n <= 9 * 40; n += 1) await pacer.turn(url)
  expect(now()).toBe(expected)
})

test('a service that announces no limit is never asked more often than the documented one, however long', async () => {
  const { pacer, now } = paced()
  for (let n = 0; n < 90 * 30 + 1; n += 1) {
    await pacer.turn(url)
    pacer.heed(url, { status: 200, retryAfter: null, rateLimit: null })
  }
  expect(now()).toBe(30 * 60_000)
})

test('calls are sent in order', async () => {
  const { pacer } = paced()
  pacer.heed(url, REFUSED)
  const order: number[] = []
  await Promise.all([1, 2, 3].map(async (n) => void (await pacer.turn(url), order.push(n))))
  expect(order).toEqual([1, 2, 3])
})

test('a refusal holds up its family at its site, and no other', async () => {
  const { pacer, now } = paced()
  expect(pacer.heed(url, REFUSED)).toBe(true)
  await pacer.turn(new URL('https://site.example/v1/usg/sss/meeting-files'))
  await pacer.turn(new URL('https://other.example/v1/mmc/management/record/files'))
  expect(now()).toBe(0)
  await pacer.turn(new URL('https://site.example/v1/mmc/management/record/downloadurls'))
  expect(now()).toBe(9000)
})

test('a refusal that arrives during a wait extends it', async () => {
  let time = 0
  let isFirst = true
  const pacer = createPacer({
    now: () => time,
    random: () => 0,
    wait: async (ms) => {
      time += ms
      if (isFirst) pacer.heed(url, { ...REFUSED, retryAfter: '60' })
      isFirst = false
    },
  })
  pacer.heed(url, REFUSED)
  await pacer.turn(url)
  expect(time).toBe(69_000)
})

test('a cancelled wait ends at once, and so do all waits when the pacer closes', async () => {
  const pacer = createPacer({ now: () => 0, random: () => 0 })
  pacer.heed(url, { ...REFUSED, retryAfter: '3600' })
  const controller = new AbortController()
  const cancelled = pacer.turn(url, controller.signal)
  const waiting = [pacer.turn(url), pacer.turn(url)]
  controller.abort(new Error('enough'))
  await expect(cancelled).rejects.toThrow('enough')
  pacer.close()
  for (const one of waiting) await expect(one).rejects.toMatchObject({ code: 'CANCELLED' })
  await expect(pacer.turn(url)).rejects.toMatchObject({ code: 'CANCELLED' })
})

test('a cancelled call takes no turn, also if it need not wait', async () => {
  const { pacer, now } = paced()
  const aborted = AbortSignal.abort(new Error('enough'))
  for (let n = 0; n < 90; n += 1) await expect(pacer.turn(url, aborted)).rejects.toThrow('enough')
  for (let n = 0; n < 90; n += 1) await pacer.turn(url)
  expect(now()).toBe(0)
})

test('a wait is not reported again when its call is cancelled and the next one goes on waiting', async () => {
  const { pacer, reported, now } = paced()
  const controller = new AbortController()
  pacer.heed(url, REFUSED)
  const unsubscribe = pacer.onWait(() => controller.abort(new Error('enough')))
  await expect(pacer.turn(url, controller.signal)).rejects.toThrow('enough')
  unsubscribe()
  await pacer.turn(url)
  expect(now()).toBe(9000)
  expect(reported).toHaveLength(1)
})

test('a wait is reported once, with its reason, and a short one is not', async () => {
  const { pacer, reported, pass } = paced()
  pacer.heed(url, { ...REFUSED, retryAfter: '2' })
  await pacer.turn(url)
  expect(reported).toEqual([])
  pacer.heed(url, REFUSED)
  await Promise.all([pacer.turn(url), pacer.turn(url)])
  expect(reported).toMatchObject([{ host: 'site.example', why: 'asked' }])
  pass(100_000)
  for (let n = 0; n < 91; n += 1) await pacer.turn(url)
  expect(reported.map(({ why }) => why)).toEqual(['asked', 'limit'])
})

test('a wait is told while it lasts, and that it got longer and that it is over', async () => {
  let time = 0
  const told: (number | null)[] = []
  const pacer = createPacer({
    now: () => time,
    random: () => 0,
    wait: async (ms) => {
      time += ms
      // The service refuses another call meanwhile, once.
      if (told.length === 1) pacer.heed(url, { ...REFUSED, retryAfter: '60' })
    },
  })
  pacer.onWaits(([wait]) =>
    told.push(wait === undefined ? null : Math.round((wait.until - Date.now()) / 1000)),
  )
  pacer.heed(url, REFUSED)
  expect(pacer.waits()).toEqual([])
  const turns = [pacer.turn(url), pacer.turn(url)]
  await Promise.all(turns)
  expect(told).toEqual([9, 60, null])
  expect(pacer.waits()).toEqual([])
})

test('a wait is over when nothing waits any longer, and lasts while another call does', async () => {
  const pacer = createPacer({ now: () => 0, random: () => 0 })
  const told: number[] = []
  pacer.onWaits((waits) => told.push(waits.length))
  pacer.heed(url, { ...REFUSED, retryAfter: '3600' })
  const [one, other] = [new AbortController(), new AbortController()]
  const turns = [pacer.turn(url, one.signal), pacer.turn(url, other.signal)].map((turn) =>
    turn.catch(() => 'gave up'),
  )
  await expect.poll(() => pacer.waits()).toMatchObject([{ host: 'site.example', why: 'asked' }])
  one.abort(new Error('enough'))
  await turns[0]
  expect(pacer.waits()).toHaveLength(1)
  other.abort(new Error('enough'))
  await turns[1]
  expect(pacer.waits()).toEqual([])
  // It was never said to be over in between.
  expect(told.indexOf(0)).toBe(told.length - 1)
})

test('a limit is told when it changes', () => {
  const { pacer } = paced()
  const told: unknown[] = []
  pacer.onLimit((limit) => told.push(limit))
  for (const limit of [100, 100, 50])
    pacer.heed(url, { status: 200, retryAfter: null, rateLimit: `remain:9,limit:${limit},time:1 minute` })
  const same = { host: 'site.example', family: '/v1/mmc/management', windowMs: 60_000 }
  expect(told).toEqual([{ ...same, calls: 45 }])
})
