import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { sampleRecording } from '../../../test/sample-recording.ts'
import { isWithin, spansOf, tallies } from './months.ts'
import type { Availability } from '../../model/recording-state.ts'

beforeEach(() => void vi.stubEnv('TZ', 'Asia/Shanghai'))
afterEach(() => void vi.unstubAllEnvs())

describe('the bars of a period', () => {
  test('are its months, clipped at its ends', () =>
    expect(spansOf({ from: '2025-12-15', to: '2026-02-03' })).toEqual([
      { key: '2025-12', days: { from: '2025-12-15', to: '2025-12-31' } },
      { key: '2026-01', days: { from: '2026-01-01', to: '2026-01-31' } },
      { key: '2026-02', days: { from: '2026-02-01', to: '2026-02-03' } },
    ]))

  test('are a single one for a period within a month', () =>
    expect(spansOf({ from: '2024-02-10', to: '2024-02-29' })).toEqual([
      { key: '2024-02', days: { from: '2024-02-10', to: '2024-02-29' } },
    ]))

  test('are years if there would be too many months', () => {
    expect(spansOf({ from: '2024-01-31', to: '2025-12-31' })).toHaveLength(24)
    expect(spansOf({ from: '2023-11-15', to: '2025-12-31' })).toEqual([
      { key: '2023', days: { from: '2023-11-15', to: '2023-12-31' } },
      { key: '2024', days: { from: '2024-01-01', to: '2024-12-31' } },
      { key: '2025', days: { from: '2025-01-01', to: '2025-12-31' } },
    ])
  })
})

test('a recording belongs to the local day on which it started', () => {
  // In China it is already the first of November.
  const late = sampleRecording({ startTime: '2026-10-31T16:00:00Z' })
  const before = sampleRecording({ startTime: '2026-10-31T15:59:00Z' })
  const isInNovember = isWithin({ from: '2026-11-01', to: '2026-11-30' })
  expect([late, before].map(isInNovember)).toEqual([true, false])
  expect(isInNovember(sampleRecording({ startTime: '2026-11-30T15:59:00Z' }))).toBe(true)
  expect(isInNovember(sampleRecording({ startTime: '2026-11-30T16:00:00Z' }))).toBe(false)
  expect(isInNovember(sampleRecording({ startTime: null }))).toBe(false)
})

test('counts saved, waiting and unavailable recordings per bar, and omits those without time or bar', () => {
  const spans = spansOf({ from: '2026-10-01', to: '2026-11-30' })
  const at = (startTime: string | null, subject: Availability) => sampleRecording({ startTime, subject })
  const rows = [
    at('2026-11-20T00:00:00Z', 'saved'),
    at('2026-10-31T16:00:00Z', 'saved'),
    at('2026-10-31T15:59:00Z', 'waiting'),
    at('2026-11-02T00:00:00Z', 'outOfReach'),
    at('2026-12-02T00:00:00Z', 'saved'),
    at(null, 'saved'),
  ]
  expect(tallies(rows, spans, ({ subject }) => subject as Availability)).toEqual(
    new Map([
      ['2026-10', { saved: 0, waiting: 1, outOfReach: 0 }],
      ['2026-11', { saved: 2, waiting: 0, outOfReach: 1 }],
    ]),
  )
})
