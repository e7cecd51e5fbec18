import { expect, it, test } from 'vitest'
import { isLeavingSoon, leavesIn } from '../../contract/retention.ts'
import { commonDays, leavingDays, leavingTone } from './leaving.ts'
import { dayOf, instantsOfDays } from './period.ts'

it.each([
  [-4, 'danger'],
  [3, 'danger'],
  [4, 'warn'],
  [14, 'warn'],
  [15, 'neutral'],
])('%d days are shown as %s', (days, tone) => {
  expect(leavingTone(days)).toBe(tone)
})

test.each([1, 30, 31, 180])(
  'every recording that leaves soon, kept for %d days, has begun on these days',
  (kept) => {
    const now = new Date(2026, 10, 29, 8).getTime()
    const days = leavingDays(kept, now)
    const { from, to } = instantsOfDays(days)
    expect(days.to <= dayOf(new Date(now))).toBe(true)
    const after = new Date(Date.parse(to) + 1)
    if (after.getTime() < now) expect(isLeavingSoon(leavesIn(after.toISOString(), kept, now))).toBe(false)
    expect(leavesIn(from, kept, now)).toBeLessThan(0)
  },
)

test('the common days of two ranges', () => {
  const days = { from: '2026-05-01', to: '2026-06-30' }
  expect(commonDays(days, { from: '2026-06-10', to: '2026-07-10' })).toEqual({
    from: '2026-06-10',
    to: '2026-06-30',
  })
  expect(commonDays(days, { from: '2026-08-01', to: '2026-08-02' })).toEqual({
    from: '2026-05-01',
    to: '2026-05-01',
  })
})
