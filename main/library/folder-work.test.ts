import { expect, test, vi } from 'vitest'
import type { FolderWorkState } from '../../contract/library-files.ts'
import { createFolderWork, type FolderProgress } from './folder-work.ts'

const untilStopped = (signal: AbortSignal): Promise<string> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve('stopped')
    signal.addEventListener('abort', () => resolve('stopped'))
  })

test('progress is told from the beginning to the end, a burst of it once', async () => {
  vi.useFakeTimers()
  try {
    const work = createFolderWork()
    const states: (FolderWorkState | null)[] = []
    work.onChange((state) => states.push(state))
    let tell = (_: FolderProgress): void => undefined
    let end = (_: string): void => undefined
    const result = work.run('add', (_, onProgress) => {
      tell = onProgress
      return new Promise<string>((resolve) => (end = resolve))
    })
    await Promise.resolve()
    for (let read = 1; read <= 1000; read += 1) tell({ read, bytes: 0, found: 2 })
    expect(work.state()).toEqual({ kind: 'add', read: 1000, bytes: 0, found: 2 })
    await vi.advanceTimersByTimeAsync(1000)
    end('done')
    expect(await result).toBe('done')
    expect(states).toEqual([
      { kind: 'add', read: 0, bytes: 0, found: 0 },
      { kind: 'add', read: 1000, bytes: 0, found: 2 },
      null,
    ])
    await vi.advanceTimersByTimeAsync(1000)
    expect(states).toHaveLength(3)
  } finally {
    vi.useRealTimers()
  }
})

test('stop ends what is running and what waits, and not what comes afterwards', async () => {
  const work = createFolderWork()
  const running = [work.run('add', untilStopped), work.run('locate', untilStopped)]
  work.stop()
  expect(await Promise.all(running)).toEqual(['stopped', 'stopped'])
  expect(work.state()).toBeNull()
  expect(await work.run('add', async (signal) => signal.aborted)).toBe(false)
})

test('a folder that could not be read leaves nothing behind', async () => {
  const work = createFolderWork()
  await expect(work.run('locate', () => Promise.reject(new Error('unreadable')))).rejects.toThrow(
    'unreadable',
  )
  expect(work.state()).toBeNull()
})
