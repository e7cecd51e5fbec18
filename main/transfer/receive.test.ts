import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { receive, type Received, type BodySource, sourceOf, type BodySink } from './receive.ts'
import type { Throttle } from './throttle.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A body that the test delivers manually. */
function body() {
  const noted = { paused: 0, resumed: 0, destroyed: 0 }
  let to: BodySink | undefined
  const source: BodySource = {
    start: (taker) => {
      to = taker
    },
    pause: () => void (noted.paused += 1),
    resume: () => void (noted.resumed += 1),
    destroy: () => void (noted.destroyed += 1),
  }
  const taker = (): BodySink => {
    if (to === undefined) throw new Error('not started')
    return to
  }
  return { source, noted, taker, bytes: (text: string) => taker().bytes(Buffer.from(text)) }
}

/** Batches of four bytes; records the payments. */
function throttleOf4() {
  const paid: number[] = []
  const throttle: Throttle = { batchBytes: () => 4, pay: async (bytes) => void paid.push(bytes) }
  return { throttle, paid }
}

function reading(take?: (text: string, end: Received['end'] | null) => Promise<void>) {
  const from = body()
  const { throttle, paid } = throttleOf4()
  const controller = new AbortController()
  const taken: [string, Received['end'] | null][] = []
  const received = receive(
    from.source,
    async (batch, end) => {
      const text = Buffer.concat(batch).toString()
      taken.push([text, end])
      await take?.(text, end)
    },
    { stallTimeoutMs: 10_000, signal: controller.signal, throttle },
  )
  return { ...from, received, taken, paid, controller }
}
const passed = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('delivers batches in order, and the last one carries the end', async () => {
  const { bytes, taker, received, taken, paid, noted } = reading()
  bytes('abc')
  await passed(0)
  expect(taken).toEqual([])
  bytes('de')
  await passed(0)
  expect(taken).toEqual([['abcde', null]])
  expect(paid).toEqual([5])
  bytes('f')
  taker().ended()
  expect(await received).toEqual({ end: 'ended', error: null })
  expect(taken).toEqual([
    ['abcde', null],
    ['f', 'ended'],
  ])
  expect(noted.destroyed).toBe(0)
})

test('delivers a slow body every second', async () => {
  const { bytes, taken, taker, received } = reading()
  bytes('a')
  await passed(999)
  expect(taken).toEqual([])
  await passed(1)
  expect(taken).toEqual([['a', null]])
  await passed(5000)
  expect(taken).toHaveLength(1)
  taker().ended()
  await received
})

test('collects one more batch while one is processed, then pauses the body', async () => {
  let done = (): void => undefined
  const { bytes, taken, taker, received, noted, paid } = reading(
    () => new Promise((resolve) => (done = resolve)),
  )
  bytes('abcd')
  bytes('ef')
  expect(noted.paused).toBe(0)
  bytes('gh')
  expect(noted.paused).toBe(1)
  await passed(3000)
  expect(taken).toEqual([['abcd', null]])
  expect(paid).toEqual([])
  done()
  await passed(0)
  expect(taken).toEqual([
    ['abcd', null],
    ['efgh', null],
  ])
  expect(noted.resumed).toBe(1)
  expect(paid).toEqual([4])
  done()
  await passed(0)
  taker().ended()
  await passed(0)
  done()
  expect(await received).toEqual({ end: 'ended', error: null })
})

test('delivers what came before a cut, and closes the connection', async () => {
  const { bytes, taken, taker, received, noted } = reading()
  const error = new Error('reset')
  bytes('ab')
  taker().cut(error)
  expect(await received).toEqual({ end: 'cut', error })
  expect(taken).toEqual([['ab', 'cut']])
  expect(noted.destroyed).toBe(1)
})

test('an end that was seen is not a cut, even if the connection reports an error later', async () => {
  const { taker, received } = reading()
  taker().ended()
  taker().cut(new Error('reset'))
  expect(await received).toEqual({ end: 'ended', error: null })
})

test('a body without bytes for too long has stalled', async () => {
  const { bytes, taken, received, noted } = reading()
  await passed(9000)
  bytes('a')
  await passed(9000)
  expect(noted.destroyed).toBe(0)
  await passed(2000)
  expect(await received).toEqual({ end: 'stalled', error: null })
  expect(taken).toEqual([
    ['a', null],
    ['', 'stalled'],
  ])
  expect(noted.destroyed).toBe(1)
})

test('a slow disk is not a stall, and restarts the timer', async () => {
  let done = (): void => undefined
  const { bytes, received, noted, taker } = reading(() => new Promise((resolve) => (done = resolve)))
  bytes('abcd')
  await passed(60_000)
  done()
  await passed(9000)
  expect(noted.destroyed).toBe(0)
  taker().ended()
  await passed(0)
  done()
  expect((await received).end).toBe('ended')
})

test('a short limit is checked more often, but not continuously', async () => {
  const from = body()
  const { throttle } = throttleOf4()
  const options = { stallTimeoutMs: 100, signal: new AbortController().signal, throttle }
  const received = receive(from.source, async () => undefined, options)
  await passed(100)
  expect((await received).end).toBe('stalled')
  expect(vi.getTimerCount()).toBe(0)
})

test('stops when aborted, with what had arrived', async () => {
  const { bytes, taken, controller, received, noted } = reading()
  bytes('ab')
  controller.abort('paused')
  expect(await received).toEqual({ end: 'stopped', error: 'paused' })
  expect(taken).toEqual([['ab', 'stopped']])
  expect(noted.destroyed).toBe(1)
  expect(vi.getTimerCount()).toBe(0)
})

test('stops at once if already aborted', async () => {
  const from = body()
  const { throttle } = throttleOf4()
  const options = { stallTimeoutMs: 10_000, signal: AbortSignal.abort('before'), throttle }
  expect(await receive(from.source, async () => undefined, options)).toEqual({
    end: 'stopped',
    error: 'before',
  })
})

test('a sink that throws ends the reading, and gets nothing more', async () => {
  const refusal = new Error('no media')
  const { bytes, taken, received, noted } = reading(() => Promise.reject(refusal))
  const thrown = received.catch((error: unknown) => error)
  bytes('abcd')
  bytes('efgh')
  await passed(2000)
  expect(await thrown).toBe(refusal)
  expect(taken).toEqual([['abcd', null]])
  expect(noted).toMatchObject({ destroyed: 1, resumed: 0 })
  expect(vi.getTimerCount()).toBe(0)
})

test('bytes after the end are not delivered', async () => {
  const { bytes, taken, taker, received } = reading()
  taker().ended()
  await received
  bytes('abcd')
  await passed(2000)
  expect(taken).toEqual([['', 'ended']])
})

test('reads a stream as a body: its bytes, its end, its error', async () => {
  const stream = new PassThrough()
  const noted: unknown[] = []
  const source = sourceOf(stream)
  source.start({
    bytes: (chunk) => noted.push(String(chunk)),
    ended: () => noted.push('ended'),
    cut: (error) => noted.push(error),
  })
  stream.write('ab')
  await vi.waitFor(() => expect(noted).toEqual(['ab']))
  source.pause()
  expect(stream.isPaused()).toBe(true)
  source.resume()
  expect(stream.isPaused()).toBe(false)
  stream.end()
  await vi.waitFor(() => expect(noted).toEqual(['ab', 'ended', null]))

  const broken = new PassThrough()
  const error = new Error('reset')
  const cuts: unknown[] = []
  sourceOf(broken).start({ bytes: () => undefined, ended: () => undefined, cut: (cause) => cuts.push(cause) })
  broken.destroy(error)
  await vi.waitFor(() => expect(cuts).toEqual([error, null]))
  source.destroy()
  expect(stream.destroyed).toBe(true)
})

test('a body that trickles has stalled, however regular its bytes are', async () => {
  const { bytes, received, noted } = reading()
  const trickle = setInterval(() => bytes('abc'), 1000)
  await passed(29_000)
  expect(noted.destroyed).toBe(0)
  await passed(4000)
  clearInterval(trickle)
  expect(await received).toEqual({ end: 'stalled', error: null })
})

test('a slow body that keeps the least speed has not stalled', async () => {
  const { bytes, received, noted, taker } = reading()
  const slow = setInterval(() => bytes('x'.repeat(150)), 1000)
  await passed(120_000)
  clearInterval(slow)
  expect(noted.destroyed).toBe(0)
  taker().ended()
  expect(await received).toEqual({ end: 'ended', error: null })
})
