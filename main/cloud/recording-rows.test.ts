import { describe, expect, it } from 'vitest'
import { rowSchema, utcInstant } from './recording-rows.ts'

describe('utcInstant', () => {
  it.each([
    ['2024-02-29 23:59', '2024-02-29T23:59:00.000Z'],
    ['2024-02-29T23:59:08Z', '2024-02-29T23:59:08.000Z'],
    ['2024-13-01 00:00', null],
    ['2024-01-01 25:00', null],
    ['1576721412885', null],
    ['', null],
  ])('%j is %j', (text, instant) => {
    expect(utcInstant(text)).toBe(instant)
  })
})

describe('the id of a row', () => {
  it.each([
    ['a', 'a'],
    [12_345, '12345'],
    // Another number than was sent: JSON's reader has rounded it.
    [2 ** 53 + 2, undefined],
    ['', undefined],
    [null, undefined],
  ])('%j is %j', (confUUID, id) => {
    expect(rowSchema.safeParse({ confUUID }).data?.confUUID).toBe(id)
  })
})
