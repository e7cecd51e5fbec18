import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { dayOf, daysOfPreset, instantsOfDays, widerPreset } from './period.ts'

beforeEach(() => void vi.stubEnv('TZ', 'Europe/Berlin'))
afterEach(() => void vi.unstubAllEnvs())

describe('presets, today included', () => {
  const today = () => new Date(2026, 2, 1, 9, 30)
  test.each([
    ['week', '2026-02-23', '2026-03-01'],
    ['month', '2026-01-31', '2026-03-01'],
    ['quarter', '2025-12-02', '2026-03-01'],
    ['halfYear', '2025-10-01', '2026-03-01'],
    ['twelveMonths', '2025-04-01', '2026-03-01'],
    ['thisMonth', '2026-03-01', '2026-03-01'],
    ['lastMonth', '2026-02-01', '2026-02-28'],
    ['year', '2026-01-01', '2026-03-01'],
  ] as const)('%s', (preset, from, to) => expect(daysOfPreset(preset, today())).toEqual({ from, to }))

  test('last month in January is December of the year before', () =>
    expect(daysOfPreset('lastMonth', new Date(2026, 0, 15))).toEqual({
      from: '2025-12-01',
      to: '2025-12-31',
    }))
})

test.each([
  ['2026-02-28', 'month'],
  ['2026-01-30', 'quarter'],
  ['2025-11-01', 'halfYear'],
  ['2025-09-30', 'twelveMonths'],
  ['2025-01-01', null],
] as const)('after searching back to %s the next wider period is %s', (from, wider) =>
  expect(widerPreset({ from, to: '2026-03-01' }, new Date(2026, 2, 1))).toBe(wider),
)

test('a day is a local day', () => expect(dayOf(new Date('2026-11-18T23:31:00Z'))).toBe('2026-11-19'))

describe('instants', () => {
  test('from the first local moment of the first day to the last of the last', () =>
    expect(instantsOfDays({ from: '2026-11-01', to: '2026-11-19' })).toEqual({
      from: '2026-10-31T23:00:00.000Z',
      to: '2026-11-19T22:59:59.999Z',
    }))

  test('a day of 23 hours ends with its own last moment', () =>
    expect(instantsOfDays({ from: '2026-03-29', to: '2026-03-29' })).toEqual({
      from: '2026-03-28T23:00:00.000Z',
      to: '2026-03-29T21:59:59.999Z',
    }))
})
