import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { exitStatusOf, failed, passed, runChecks, unchecked } from './checks.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a check that throws or hangs fails, and the others run', async () => {
  const running = runChecks([
    { name: 'good', limitMs: 1000, run: async () => passed('fine') },
    {
      name: 'throws at once',
      limitMs: 1000,
      run: () => {
        throw new Error('broken')
      },
    },
    { name: 'rejects', limitMs: 1000, run: () => Promise.reject(new Error('refused')) },
    { name: 'hangs', limitMs: 30_000, run: () => new Promise(() => undefined) },
    { name: 'not here', limitMs: 1000, run: async () => unchecked('no keychain') },
  ])
  await vi.advanceTimersByTimeAsync(30_000)
  expect(await running).toEqual([
    { name: 'good', ok: true, detail: 'fine' },
    { name: 'throws at once', ok: false, detail: 'broken' },
    { name: 'rejects', ok: false, detail: 'refused' },
    { name: 'hangs', ok: false, detail: 'no answer within 30 s' },
    { name: 'not here', ok: null, detail: 'no keychain' },
  ])
})

test.each([
  [[passed('a'), unchecked('b')], 0],
  [[passed('a'), failed('b')], 1],
] as const)('%j ends with %i', (findings, status) => {
  const checks = findings.map((finding, n) => ({ name: String(n), ...finding }))
  expect(exitStatusOf({ app: '1', electron: '45', platform: 'linux', checks })).toBe(status)
})
