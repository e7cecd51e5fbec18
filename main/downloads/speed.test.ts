import { expect, it } from 'vitest'
import { nextSpeed } from './speed.ts'

it('needs two readings far enough apart', () => {
  const first = nextSpeed(0, undefined, { bytes: 1000, at: 0 })
  expect(first).toEqual({ bytesPerSecond: 0, last: { bytes: 1000, at: 0 } })
  const tooSoon = nextSpeed(0, first.last, { bytes: 50_000_000, at: 1 })
  expect(tooSoon).toEqual(first)
  expect(nextSpeed(0, tooSoon.last, { bytes: 501_000, at: 500 }).bytesPerSecond).toBe(1_000_000)
})

it('smooths, and counts a restart from 0 as no progress', () => {
  const { bytesPerSecond } = nextSpeed(1000, { bytes: 0, at: 0 }, { bytes: 2000, at: 1000 })
  expect(bytesPerSecond).toBe(1250)
  expect(nextSpeed(1000, { bytes: 9000, at: 0 }, { bytes: 0, at: 1000 }).bytesPerSecond).toBe(750)
})
