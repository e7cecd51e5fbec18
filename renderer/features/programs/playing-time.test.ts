import { expect, it } from 'vitest'
import { playingTime } from './playing-time.ts'

it.each([
  [0, '0:00'],
  [-3, '0:00'],
  [9.6, '0:10'],
  [59.7, '1:00'],
  [65, '1:05'],
  [3599, '59:59'],
  [3723, '1:02:03'],
  [360_000, '100:00:00'],
])('%d s is %s', (seconds, text) => {
  expect(playingTime(seconds)).toBe(text)
})
