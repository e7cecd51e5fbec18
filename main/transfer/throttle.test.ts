import { expect, it } from 'vitest'
import { createThrottle } from './throttle.ts'

const { signal } = new AbortController()

/** A throttle whose time passes only in `until`, with the times at which payments completed. */
function atRate(first: number | null) {
  let clock = 0
  const state = { rate: first }
  const waiting = new Set<{ end: number; resolve: () => void }>()
  const throttle = createThrottle(
    () => state.rate,
    () => clock,
    (ms) => new Promise((resolve) => waiting.add({ end: clock + ms, resolve })),
  )
  const settled: [string, number][] = []
  const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  return {
    state,
    settled,
    pay: async (name: string, bytes: number) => {
      void throttle.pay(bytes, signal).then(() => settled.push([name, Math.round(clock)]))
      await rest()
    },
    until: async (end: number) => {
      for (;;) {
        const next = [...waiting].toSorted((a, b) => a.end - b.end)[0]
        if (next === undefined || next.end > end) break
        clock = next.end
        waiting.delete(next)
        next.resolve()
        await rest()
      }
      clock = end
    },
  }
}

it('limits all transfers together to the rate, and accumulates no credit', async () => {
  const { pay, until, settled } = atRate(1000)
  await pay('a', 1000)
  await pay('b', 500)
  await until(1200)
  await pay('c', 250)
  await until(60_000)
  await pay('d', 100)
  await until(61_000)
  expect(settled).toEqual([
    ['a', 1000],
    ['b', 1500],
    ['c', 1750],
    ['d', 60_100],
  ])
})

it('applies a changed rate to waiting transfers', async () => {
  const { state, pay, until, settled } = atRate(1000)
  await pay('a', 5000)
  await until(1000)
  state.rate = 4000
  await until(60_000)
  await pay('b', 9000)
  await until(60_100)
  state.rate = null
  await until(61_000)
  state.rate = 1000
  await pay('c', 1000)
  await until(70_000)
  expect(settled).toEqual([
    // 4,000 are left at 1 s, and a quarter of a second passes before the new rate is seen.
    ['a', 2188],
    ['b', 60_250],
    ['c', 62_000],
  ])
})

it('charges a batch from before the limit ten seconds at most', async () => {
  const { state, pay, until, settled } = atRate(null)
  await pay('a', 1_000_000)
  state.rate = 1000
  await pay('b', 1_000_000)
  await until(60_000)
  expect(settled).toEqual([
    ['a', 0],
    ['b', 10_000],
  ])
})

it('ends a wait when aborted', async () => {
  const throttle = createThrottle(() => 1)
  const controller = new AbortController()
  const paying = throttle.pay(1_000_000, controller.signal)
  controller.abort()
  await paying
})

it('passes everything through without a limit, in full batches', async () => {
  const throttle = createThrottle(() => null)
  await throttle.pay(1e12, signal)
  expect(throttle.batchBytes()).toBe(1024 * 1024)
  expect(createThrottle(() => 100_000).batchBytes()).toBe(25_000)
  expect(createThrottle(() => 10).batchBytes()).toBe(16 * 1024)
})
