import { expect, test } from 'vitest'
import type { CallName } from '../../contract/ipc.ts'
import { limitCalls } from './limit-calls.ts'

function flooded() {
  const limits = limitCalls()
  const ends: (() => void)[] = []
  const codes: string[] = []
  const call = (channel: CallName): Promise<void> =>
    limits
      .run(channel, () => new Promise<void>((resolve) => ends.push(resolve)))
      .then(
        () => void codes.push('done'),
        (error: { code: string }) => void codes.push(error.code),
      )
  /** Ends the first `count` of the running calls. */
  const end = async (count: number): Promise<void> => {
    for (const one of ends.splice(0, count)) one()
    await new Promise(setImmediate)
  }
  return { limits, call, end, ends, codes }
}

test('of 10,000 calls 20 run, 1,000 wait in order, and the others are refused at once', async () => {
  const { limits, call, end, ends, codes } = flooded()
  for (let made = 0; made < 10_000; made += 1) void call('recordings.files')
  await end(0)
  expect(ends).toHaveLength(20)
  expect(codes).toEqual(Array<string>(8980).fill('BAD_INPUT'))
  expect(limits.isFull('recordings.files')).toBe(true)

  await end(5)
  expect(ends).toHaveLength(20)
  expect(codes.slice(8980)).toEqual(Array<string>(5).fill('done'))
  for (let round = 0; round < 60; round += 1) await end(20)
  expect(codes.slice(8980)).toEqual(Array<string>(1020).fill('done'))
  expect(limits.isFull('recordings.files')).toBe(false)
  // Their places are free again.
  for (let made = 0; made < 1020; made += 1) void call('recordings.files')
  await end(0)
  expect(codes).toHaveLength(10_000)
})

test('another kind of call need not wait, while those that wait are too many', async () => {
  const { call, end, ends, codes } = flooded()
  for (let made = 0; made < 1020; made += 1) void call('recordings.files')
  for (let made = 0; made < 21; made += 1) void call('settings.get')
  await end(0)
  expect(ends).toHaveLength(40)
  expect(codes).toEqual(['BAD_INPUT'])
})

test('a call that fails frees its place', async () => {
  const { limits, call, end, ends } = flooded()
  const failed = Array.from({ length: 20 }, () =>
    limits.run('settings.get', () => Promise.reject(new Error('failed'))).catch(() => undefined),
  )
  void call('settings.get')
  await Promise.all(failed)
  await end(0)
  expect(ends).toHaveLength(1)
  expect(limits.isFull('settings.get')).toBe(false)
})
