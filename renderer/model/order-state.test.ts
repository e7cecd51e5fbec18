import { expect, test } from 'vitest'
import { sampleTotals } from '../../test/sample-order.ts'
import { actionsOfOrder, fractionOf, openIn, remarksOf } from './order-state.ts'

test.each([
  [{ active: 3 }, ['pause', 'moveToTop', 'cancel']],
  [{ active: 1, paused: 2, failed: 1 }, ['pause', 'resume', 'retry', 'moveToTop', 'cancel']],
  [{ preparing: 1 }, ['cancel']],
  [{ blocked: 1 }, ['cancel']],
  [{ cancelled: 9 }, ['clear']],
  [{ failed: 1, cancelled: 9 }, ['retry', 'clear']],
])('an order with %j offers %j', (totals, actions) => {
  expect(actionsOfOrder(sampleTotals(totals))).toEqual(actions)
})

test('open are all but those that have ended', () => {
  const totals = sampleTotals({ active: 1, paused: 2, preparing: 3, blocked: 4, failed: 5, cancelled: 6 })
  expect(openIn(totals)).toBe(10)
  expect(openIn(undefined)).toBe(0)
  expect(remarksOf(totals)).toEqual([
    { key: 'failed', count: 5 },
    { key: 'blocked', count: 4 },
    { key: 'preparing', count: 3 },
    { key: 'paused', count: 2 },
    { key: 'cancelled', count: 6 },
  ])
})

test('the fraction is that of the bytes, and unknown without sizes', () => {
  expect(fractionOf(sampleTotals({ bytes: { done: 5, of: 20 } }))).toBe(0.25)
  expect(fractionOf(sampleTotals({ files: { done: 1, of: 2 } }))).toBeNull()
  expect(fractionOf(sampleTotals({ files: { done: 2, of: 2 }, bytes: { done: 0, of: 0 } }))).toBe(1)
})
