import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { hasFields, idText, lenientFlag, lenientNumber, lenientRows, lenientText } from './lenient.ts'

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
])('%j as an id is %j', (value, read) => {
  expect(idText.safeParse(value).data).toBe(read)
})

describe('rows', () => {
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
