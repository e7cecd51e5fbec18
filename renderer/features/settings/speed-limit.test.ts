import { expect, it } from 'vitest'
import { settingsPatchSchema } from '../../../contract/settings.ts'
import { amountOf, bytesOf, unitOf } from './speed-limit.ts'

it.each([
  [16, 'KB', 16_384],
  [500, 'KB', 512_000],
  [1.5, 'MB', 1_572_864],
  [2.3, 'MB', 2_411_725],
  [9000, 'MB', 9_437_184_000],
] as const)('%d %s/s is shown as it was entered', (amount, unit, bytes) => {
  expect(bytesOf(amount, unit)).toBe(bytes)
  expect(unitOf(bytes)).toBe(unit)
  expect(amountOf(bytes, unit)).toBe(amount)
})

it('any number is clamped to the bounds of the setting', () => {
  for (const amount of [0, 0.1, 1, 15, 1e9])
    for (const unit of ['KB', 'MB'] as const) {
      const patch = { bytesPerSecond: bytesOf(amount, unit) }
      expect(settingsPatchSchema.parse(patch)).toEqual(patch)
    }
})
