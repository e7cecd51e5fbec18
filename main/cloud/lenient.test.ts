import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  boundedCopy,
  boundedText,
  exactText,
  hasFields,
  idText,
  lenientFlag,
  lenientNumber,
  lenientRows,
  lenientText,
} from './lenient.ts'

const nothing = [undefined, null, {}, []]

test.each<[unknown, string | null]>([
  ['text', 'text'],
  ['', ''],
  [7, '7'],
  [true, null],
  ...nothing.map((value): [unknown, null] => [value, null]),
])('%j as a text is %j', (value, read) => {
  expect(lenientText.parse(value)).toBe(read)
})

test.each<[unknown, number | null]>([
  [7, 7],
  [0, 0],
  [1.5, 1.5],
  ['7', 7],
  ['1.5', 1.5],
  ['123456789012345', 123_456_789_012_345],
  ['1.123456789', 1.123456789],
  [-1, null],
  ['-1', null],
  ['', null],
  [' 7', null],
  ['7 ', null],
  ['x7', null],
  ['7x', null],
  ['7.', null],
  ['.5', null],
  ['1234567890123456', null],
  ['1.1234567890', null],
  [true, null],
  [Number.POSITIVE_INFINITY, null],
  [Number.NaN, null],
  [1e300, null],
  ...nothing.map((value): [unknown, null] => [value, null]),
])('%j as a number is %j', (value, read) => {
  expect(lenientNumber.parse(value)).toBe(read)
})

test.each<[unknown, boolean | null]>([
  [true, true],
  [false, false],
  ['true', true],
  ['false', false],
  ['TRUE', null],
  ['', null],
  [1, null],
  ...nothing.map((value): [unknown, null] => [value, null]),
])('%j as a flag is %j', (value, read) => {
  expect(lenientFlag.parse(value)).toBe(read)
})

test.each<[unknown, string | undefined]>([
  ['a', 'a'],
  [12, '12'],
  ['', undefined],
  [1.5, undefined],
  [2 ** 53 + 2, undefined],
  [null, undefined],
  ['x'.repeat(200), 'x'.repeat(200)],
  ['x'.repeat(201), undefined],
])('%j as an id is %j', (value, read) => {
  expect(idText.safeParse(value).data).toBe(read)
})

describe('long texts', () => {
  test('are cut where they are shown, and dropped where a part is useless', () => {
    expect(lenientText.parse('x'.repeat(2_000_000))).toBe('x'.repeat(1000))
    expect(boundedText(3).parse('abcd')).toBe('abc')
    expect(exactText(3).parse('abc')).toBe('abc')
    expect(exactText(3).parse('abcd')).toBeNull()
    expect(exactText().parse('x'.repeat(8001))).toBeNull()
  })
  test('are copied without what was cut off', () => {
    expect(boundedCopy('a\ud83d\ude00b', 2)).toBe('a\ud83d')
    // A slice would keep 400 MB in memory.
    const before = process.memoryUsage().heapUsed
    const kept = Array.from({ length: 40 }, (_, n) =>
      boundedCopy(String.fromCharCode(65 + n).repeat(10_000_000), 1000),
    )
    expect(kept).toHaveLength(40)
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(200_000_000)
  })
})

describe('rows', () => {
  test('are read up to a bound', () => {
    expect(lenientRows(z.number(), 3).parse(Array.from({ length: 100 }, (_, n) => n))).toEqual([0, 1, 2])
    expect(lenientRows(z.number()).parse(Array.from({ length: 6000 }, (_, n) => n))).toHaveLength(5000)
  })

  const rows = lenientRows(z.object({ id: idText }))
  test('keeps the rows that match the schema', () => {
    expect(rows.parse([{ id: 'a' }, { id: '' }, 7, null, { id: 1 }])).toEqual([{ id: 'a' }, { id: '1' }])
  })
  test.each([undefined, null, 'text', {}, 7])('finds no rows in %j', (value) => {
    expect(rows.parse(value)).toEqual([])
  })
})

test.each<[object, boolean]>([
  [{}, false],
  [{ a: null, b: null }, false],
  [{ a: null, b: [] }, false],
  [{ a: null, b: '' }, true],
  [{ a: 0 }, true],
  [{ a: [null] }, true],
])('%j has any: %s', (fields, any) => {
  expect(hasFields(fields)).toBe(any)
})
