import { expect, it } from 'vitest'
import { daysOfTarget } from './use-recording-target.ts'

it('searches the local day of the meeting and the next, across the end of a month too', () => {
  const startedAt = new Date(2026, 10, 30, 23, 50).toISOString()
  expect(daysOfTarget({ confUUID: 'u', startedAt })).toEqual({ from: '2026-11-30', to: '2026-12-01' })
})
