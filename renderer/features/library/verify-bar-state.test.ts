import { expect, it } from 'vitest'
import { VERIFY_OUTCOMES, type VerifyState } from '../../../contract/verify.ts'
import { barOf } from './verify-bar-state.ts'

const outcomes = (some: Partial<VerifyState['outcomes']>) =>
  ({ ...Object.fromEntries(VERIFY_OUTCOMES.map((one) => [one, 0])), ...some }) as VerifyState['outcomes']
const over = { phase: 'idle', startedAt: '2026-11-12T08:00:00.000Z', isStopped: false } as const
const files = (done: number, of: number) => ({ done, of })

it.each([
  ['none', { ...over, startedAt: null, files: files(0, 0), outcomes: outcomes({}) }],
  ['running', { ...over, phase: 'running', files: files(1, 3), outcomes: outcomes({ damaged: 1 }) }],
  ['paused', { ...over, phase: 'paused', files: files(1, 3), outcomes: outcomes({ verified: 1 }) }],
  ['waiting', { ...over, phase: 'waiting', files: files(0, 3), outcomes: outcomes({}) }],
  ['ok', { ...over, files: files(3, 3), outcomes: outcomes({ verified: 3 }) }],
  ['problems', { ...over, files: files(3, 3), outcomes: outcomes({ verified: 2, missing: 1 }) }],
  ['stopped', { ...over, isStopped: true, files: files(1, 3), outcomes: outcomes({ verified: 1 }) }],
  ['problems', { ...over, isStopped: true, files: files(1, 3), outcomes: outcomes({ damaged: 1 }) }],
] as const)('says %s', (bar, state) => {
  expect(barOf(state)).toBe(bar)
})
