import { expect, test } from 'vitest'
import { clockText } from './clock-text.ts'

test.each([
  [0, 10, '0:00'],
  [9.99, 10, '0:09'],
  [61, 90, '1:01'],
  [3599, 3599, '59:59'],
  [61, 3600, '0:01:01'],
  [3723, 10_000, '1:02:03'],
  [-1, 10, '0:00'],
])('%d s of %d s: %s', (seconds, longest, text) => {
  expect(clockText(seconds, longest)).toBe(text)
})
