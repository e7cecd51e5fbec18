import { expect, test } from 'vitest'
import { isZeroSize } from './program.ts'

test.each([
  ['0.00KB', true],
  ['0KB', true],
  ['0 B', true],
  ['0.0MB', true],
  ['0.01KB', false],
  ['10.00KB', false],
  ['462.71KB', false],
  ['', false],
  ['0', false],
])('%j is zero: %s', (sizeText, isZero) => {
  expect(isZeroSize(sizeText)).toBe(isZero)
})
