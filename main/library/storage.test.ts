import { expect, test } from 'vitest'
import { createTally, growthOf, monthOf, monthsLeftOf } from './storage.ts'

const NOW = new Date(2026, 10, 15)
const month = (year: number, number: number) => monthOf(new Date(year, number - 1, 1))

test.each<[string, [number, number][], number | null]>([
  ['nothing', [], null],
  ['only the current month', [[month(2026, 11), 500]], null],
  [
    'one whole month',
    [
      [month(2026, 10), 60],
      [month(2026, 11), 500],
    ],
    60,
  ],
  ['a month without a meeting counts', [[month(2026, 8), 60]], 20],
  [
    'older months do not count',
    [
      [month(2025, 1), 9999],
      [month(2026, 5), 60],
    ],
    10,
  ],
  [
    'a year’s end',
    [
      [month(2026, 9), 10],
      [month(2026, 10), 30],
    ],
    20,
  ],
  ['a meeting of the future', [[month(2027, 1), 10]], null],
])('growth of %s', (_, months, expected) => expect(growthOf(new Map(months), NOW)).toBe(expected))

test.each([
  [140, 10, 14],
  [5, 10, 0.5],
  [null, 10, null],
  [140, null, null],
  [140, 0, null],
])('%j free at %j a month last %j months', (free, perMonth, left) =>
  expect(monthsLeftOf(free, perMonth)).toBe(left),
)

test('sums up by year, scheduler and disk', () => {
  const tally = createTally()
  const at = (start: string, bytes: number, scheduler: string, disk: string) =>
    tally.add({ start, bytes, scheduler, disk })
  at('2026-03-01T12:00:00.000Z', 10, 'Li', '/')
  at('2025-03-01T12:00:00.000Z', 20, 'Li', '/mnt/a')
  at('', 40, '', '/mnt/a')
  expect(tally.sums(NOW)).toMatchObject({
    items: 3,
    bytes: 70,
    years: [
      { year: 2026, items: 1, bytes: 10 },
      { year: 2025, items: 1, bytes: 20 },
      { year: null, items: 1, bytes: 40 },
    ],
    schedulers: [
      { name: '', items: 1, bytes: 40 },
      { name: 'Li', items: 2, bytes: 30 },
    ],
    others: { count: 0, items: 0, bytes: 0 },
    disks: [
      { path: '/mnt/a', items: 2, bytes: 60 },
      { path: '/', items: 1, bytes: 10 },
    ],
  })
})

test('names ten schedulers, and sums up the others', () => {
  const tally = createTally()
  for (let n = 1; n <= 13; n += 1) tally.add({ start: '', bytes: n, scheduler: `s${n}`, disk: '/' })
  const { schedulers, others } = tally.sums(NOW)
  expect(schedulers.map(({ name }) => name)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4].map((n) => `s${n}`))
  expect(others).toEqual({ count: 3, items: 3, bytes: 6 })
})
