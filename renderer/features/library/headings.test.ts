import { expect, test } from 'vitest'
import { beginsMonth } from './headings.ts'

const rows = [
  { start: '2026-11-20T08:00:00.000Z' },
  { start: '2026-11-02T08:00:00.000Z' },
  { start: '2026-10-15T08:00:00.000Z' },
  { start: '2025-10-15T08:00:00.000Z' },
  undefined,
  { start: null },
  { start: null },
]
const begins = (order: 'newest' | 'largest') =>
  rows.map((_, index) => beginsMonth(order, index, (at) => rows[at]))

test('a month has one heading, at its first row; the next year another', () =>
  expect(begins('newest')).toEqual([true, false, true, true, false, false, false]))

test('other orders have no months', () => expect(begins('largest')).toEqual(rows.map(() => false)))
