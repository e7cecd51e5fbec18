import { afterEach, expect, it, vi } from 'vitest'
import { numberedOrder as order, useGatedQueue } from '../../test/gated-queue.ts'
import { drained, files } from '../../test/scheduler.ts'

/** What the worker reports of a running file, and what follows from it. */
vi.mock('node:fs/promises', async (original) =>
  (await import('../../test/scheduler.ts')).gatedFiles(original as () => Promise<object>),
)

const world = useGatedQueue()
afterEach(() => void vi.useRealTimers())

it('the disk is asked whether a file fits only when its size is new', async () => {
  const { queue, first } = await world.running(order(1))
  files.hold('statfs')
  queue.onProgress([{ id: first, receivedBytes: 1, totalBytes: 4 }])
  queue.onProgress([{ id: first, receivedBytes: 2, totalBytes: null }])
  await drained()
  expect(files.isWaiting('statfs')).toBe(false)
  queue.onProgress([{ id: first, receivedBytes: 3, totalBytes: 5 }])
  await files.reached('statfs')
})

it('the speed of a resumed file does not count the time in which it did not run', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const { queue, first } = await world.running(order(1))
  const progress = (receivedBytes: number): void =>
    queue.onProgress([{ id: first, receivedBytes, totalBytes: 4 }])
  const speed = (): number | undefined => queue.list()[0]?.bytesPerSecond
  progress(0)
  vi.advanceTimersByTime(1000)
  progress(1000)
  expect(speed()).toBe(1000)
  queue.act('pause', [first])
  queue.onEnded(first, { kind: 'stopped' })
  await queue.whenIdle()
  expect(speed()).toBe(0)
  vi.advanceTimersByTime(10_000)
  queue.act('resume', [first])
  progress(3000)
  expect(speed()).toBe(0)
  vi.advanceTimersByTime(1000)
  progress(5000)
  expect(speed()).toBe(2000)
})

it('a transfer that reports a second size for a file has it shown', async () => {
  const { queue, first } = await world.running(order(1))
  queue.onProgress([{ id: first, receivedBytes: 3, totalBytes: 9 }])
  queue.onProgress([{ id: first, receivedBytes: 4, totalBytes: null }])
  // Not known any more: what the service named counts again.
  expect(queue.list()).toMatchObject([{ receivedBytes: 4, totalBytes: 4 }])
})
