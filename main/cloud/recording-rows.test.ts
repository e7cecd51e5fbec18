import { describe, expect, it } from 'vitest'
import { utcInstant } from './recording-rows.ts'

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
