import { describe, expect, it } from 'vitest'
import { localTime, readRange } from './dates.ts'

describe('readRange', () => {
  it('takes whole local days, both included', () => {
    expect(readRange('2026-03-01', '2026-03-31')).toEqual({
      from: new Date(2026, 2, 1).toISOString(),
      to: new Date(2026, 2, 31, 23, 59, 59, 999).toISOString(),
    })
  })

  it('takes moments, with a zone or local', () => {
    expect(readRange('2026-03-01T09:00Z', '2026-03-01T13:30:15.250+02:00')).toMatchObject({
      from: '2026-03-01T09:00:00.000Z',
    })
    expect(readRange('2026-03-01T09:00', '2026-03-02').from).toBe(new Date(2026, 2, 1, 9).toISOString())
  })

  it.each([
    ['2026-02-30', '2026-03-01'],
    ['2026-13-01', '2026-13-02'],
    ['yesterday', '2026-03-01'],
    ['2026-03-02', '2026-03-01'],
    ['2026-03-01', ''],
    ['2026-03-01T25:00', '2026-03-02'],
    ['1', '2'],
  ])('refuses %s to %s', (from, to) => {
    expect(() => readRange(from, to)).toThrow()
  })
})

describe('localTime', () => {
  it('says the zone', () => {
    const shown = localTime('2026-11-20T01:05:00.000Z')
    expect(shown).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d [+-]\d\d:\d\d$/)
    expect(new Date(shown.replace(' ', 'T').replace(' ', '')).toISOString()).toBe('2026-11-20T01:05:00.000Z')
    expect(localTime(null, 'some text')).toBe('some text')
  })
})
