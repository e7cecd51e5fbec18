import { describe, expect, it } from 'vitest'
import { isLeavingSoon, lastLeavingStart, leavesIn, leavesSoon } from './retention.ts'

const NOW = Date.parse('2026-11-29T08:00:00Z')
const daysAgo = (days: number): string => new Date(NOW - days * 86_400_000).toISOString()

describe('leavesIn', () => {
  it.each([
    [0, 180, 180],
    [171, 180, 9],
    [170.5, 180, 9],
    [179.5, 180, 0],
    [180, 180, 0],
    [180.1, 180, -1],
    [400, 180, -220],
    [-1, 1, 2],
  ])('a recording of %d days ago, kept for %d days, leaves in %d', (ago, kept, left) => {
    expect(leavesIn(daysAgo(ago), kept, NOW)).toBe(left)
  })

  it.each([
    ['the start', null, 180],
    ['how long recordings are kept', daysAgo(1), null],
    ['a date', 'yesterday', 180],
  ])('says nothing without %s', (_, start, kept) => {
    expect(leavesIn(start, kept, NOW)).toBe(null)
    expect(isLeavingSoon(leavesIn(start, kept, NOW))).toBe(false)
  })
})

describe('leavesSoon', () => {
  it('counts those within thirty days, and says when the first one leaves', () => {
    const starts = [171, 160, 150, 149, 1].map(daysAgo)
    expect(leavesSoon([...starts, null], 180, NOW)).toEqual({ leavingSoon: 3, days: 9 })
  })

  it('counts one whose time has passed: it may still be there', () => {
    expect(leavesSoon([daysAgo(200), daysAgo(151)], 180, NOW)).toEqual({ leavingSoon: 2, days: 0 })
  })

  it.each([
    ['nothing leaves soon', [daysAgo(1)], 180],
    ['nothing is known', [daysAgo(179)], null],
    ['there is nothing', [], 180],
  ])('counts none where %s', (_, starts, kept) => {
    expect(leavesSoon(starts, kept, NOW)).toEqual({ leavingSoon: 0, days: null })
  })
})

it.each([1, 30, 31, 180, 3650])(
  'of recordings kept for %d days, the last that leaves soon is found',
  (kept) => {
    const last = lastLeavingStart(kept, NOW)
    const isSoon = (at: number) => isLeavingSoon(leavesIn(new Date(at).toISOString(), kept, NOW))
    expect([isSoon(last), isSoon(last + 1)]).toEqual([true, false])
  },
)
