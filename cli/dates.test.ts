import { beforeAll, describe, expect, it } from 'vitest'
import { loadTexts } from '../i18n/texts.ts'
import { localTime, readRange } from './dates.ts'
import { UsageError } from './usage-error.ts'
import { usageText } from './usage-text.ts'

beforeAll(() => loadTexts('en-US'))

function usageErrorOf(act: () => unknown): UsageError {
  try {
    act()
  } catch (error) {
    if (error instanceof UsageError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

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
    ['2026-02-30', '2026-03-01', '--from "2026-02-30" is not a date'],
    ['2026-13-01', '2026-13-02', '--from "2026-13-01" is not a date'],
    ['yesterday', '2026-03-01', '--from "yesterday" is not a date'],
    ['2026-03-02', '2026-03-01', '--from 2026-03-02 is after --to 2026-03-01'],
    ['2026-03-01', '', '--to "" is not a date'],
    ['2026-03-01T25:00', '2026-03-02', '--from "2026-03-01T25:00" is not a date'],
    ['1', '2', '--from "1" is not a date'],
  ])('refuses %s to %s', (from, to, sentence) => {
    const refused = usageErrorOf(() => readRange(from, to))
    expect(usageText(refused, 'en-US')).toContain(sentence)
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
