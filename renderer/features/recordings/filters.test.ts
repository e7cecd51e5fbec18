import { expect, test } from 'vitest'
import { changed, type Filters, queryOf } from './filters.ts'
import { NEWEST_FIRST } from './sorting.ts'

const filters: Filters = {
  period: 'month',
  days: { from: '2026-11-01', to: '2026-11-30' },
  search: '',
  allUsers: false,
  state: 'any',
  span: '2026-11',
  sort: NEWEST_FIRST,
}

test('a new period clears the chosen bar; every other change keeps it', () => {
  expect(changed(filters, { search: 'x' }).span).toBe('2026-11')
  expect(changed(filters, { days: { from: '2026-10-01', to: '2026-10-31' } }).span).toBeNull()
  expect(changed(filters, { period: 'custom' }).span).toBeNull()
})

test('the query contains only filters that the service supports', () => {
  expect(Object.keys(queryOf(filters, filters.days, '')).toSorted()).toEqual(['from', 'order', 'to'])
  expect(queryOf({ ...filters, allUsers: true, state: 'saved' }, filters.days, 'x')).toMatchObject({
    search: 'x',
    allUsers: true,
    order: 'newest',
  })
})

test.each([
  [{ by: 'start', isDescending: true }, 'newest'],
  [{ by: 'start', isDescending: false }, 'oldest'],
  // Computed here; the newest unloaded recordings still come first.
  [{ by: 'size', isDescending: false }, 'newest'],
] as const)('for the sort %j the service returns the %s first', (sort, order) =>
  expect(queryOf({ ...filters, sort }, filters.days, '').order).toBe(order),
)
