import { expect, test } from 'vitest'
import { afterMainFailure, afterPageGone } from './failure-policy.ts'

const NOW = 1_000_000
const lately = (count: number) => Array.from({ length: count }, (_, n) => NOW - n * 1000)
const longAgo = Array.from({ length: 20 }, () => NOW - 60_000)

test.each([
  ['the first', [], true, 'go-on'],
  ['a few', lately(3), true, 'go-on'],
  ['one too many', lately(4), true, 'end'],
  ['many, but long ago', longAgo, true, 'go-on'],
  ['the first, before there is a window', [], false, 'end'],
] as const)('a failure of main, %s', (_what, earlier, hasWindow, expected) => {
  expect(afterMainFailure(earlier, NOW, hasWindow)).toBe(expected)
})

test.each([
  ['clean-exit', [], 'nothing'],
  ['crashed', [], 'reload'],
  ['oom', lately(2), 'reload'],
  ['killed', lately(3), 'ask'],
  ['crashed', longAgo, 'reload'],
] as const)('a page that is gone (%s)', (reason, earlier, expected) => {
  expect(afterPageGone(reason, earlier, NOW)).toBe(expected)
})
