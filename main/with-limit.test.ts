import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { withinLimit, withLimit } from './with-limit.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('work that ends in time returns its value, and leaves no timer', async () => {
  expect(await withLimit(Promise.resolve(7), 1000)).toEqual({ status: 'done', value: 7 })
  expect(vi.getTimerCount()).toBe(0)
})

test('work that fails returns its error instead of rejecting', async () => {
  const error = new Error('refused')
  expect(await withLimit(Promise.reject(error), 1000)).toEqual({ status: 'failed', error })
})

test('work that never ends times out', async () => {
  const limited = withLimit(new Promise(() => undefined), 1000)
  await vi.advanceTimersByTimeAsync(999)
  await expect(Promise.race([limited, Promise.resolve('still waiting')])).resolves.toBe('still waiting')
  await vi.advanceTimersByTimeAsync(1)
  expect(await limited).toEqual({ status: 'timed-out' })
})

test('work that fails after the limit causes no unhandled rejection', async () => {
  let fail = (_error: Error): void => undefined
  const limited = withLimit(new Promise((_resolve, reject) => (fail = reject)), 1000)
  await vi.advanceTimersByTimeAsync(1000)
  fail(new Error('too late'))
  expect(await limited).toEqual({ status: 'timed-out' })
})

test('required work rejects with its own error, or with a timeout error', async () => {
  const tooLate = () => new Error('too late')
  expect(await withinLimit(Promise.resolve(7), 1000, tooLate)).toBe(7)
  await expect(withinLimit(Promise.reject(new Error('refused')), 1000, tooLate)).rejects.toThrow('refused')
  const late = withinLimit(new Promise(() => undefined), 1000, tooLate).catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(1000)
  expect(await late).toEqual(new Error('too late'))
})
