import { expect, it } from 'vitest'
import { retryAfterMs } from './retry-after.ts'

const now = Date.parse('2026-11-02T08:00:00Z')

it.each([
  ['5', 5000],
  ['0', 0],
  ['Mon, 02 Nov 2026 08:00:30 GMT', 30_000],
  ['Mon, 02 Nov 2026 07:00:00 GMT', 0],
  ['999999999', 3_600_000],
  ['soon', null],
  ['', null],
  [null, null],
])('Retry-After: %s', (value, ms) => {
  expect(retryAfterMs(value, now)).toBe(ms)
})

it.each([
  [' 5 ', 5000],
  ['5x', null],
  ['x5', null],
  ['-5', null],
  ['3600', 3_600_000],
  ['3601', 3_600_000],
])('Retry-After of %j', (text, ms) => {
  expect(retryAfterMs(text, Number.NaN)).toBe(ms)
})
