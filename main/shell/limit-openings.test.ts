import { expect, test } from 'vitest'
import { limitOpenings } from './limit-openings.ts'

test('ten openings in ten seconds are allowed, in any ten seconds', () => {
  let time = 0
  const check = limitOpenings(() => time)
  /** How many of 10,000 are allowed now. */
  const allowed = (): number =>
    Array.from({ length: 10_000 }).filter(() => {
      try {
        check()
        return true
      } catch (error) {
        expect(error).toMatchObject({ code: 'CANCELLED' })
        return false
      }
    }).length
  check()
  time = 5000
  expect(allowed()).toBe(9)
  time = 9999
  expect(allowed()).toBe(0)
  time = 10_000
  expect(allowed()).toBe(1)
  time = 15_000
  expect(allowed()).toBe(9)
})
