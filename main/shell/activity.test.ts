import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Download } from '../../contract/download.ts'
import { sampleDownload } from '../../test/sample-download.ts'
import { watchDownloads, taskbarProgress } from './activity.ts'

const download = (state: Download['state'], receivedBytes = 0, totalBytes: number | null = null) =>
  sampleDownload({ state, receivedBytes, totalBytes })

test.each([
  ['nothing', [], -1],
  ['ended ones', [download('saved', 5, 5), download('failed', 1, 5), download('paused', 1, 5)], -1],
  ['a part', [download('running', 25, 100), download('retrying', 25, 100), download('waiting')], 0.25],
  ['more than announced', [download('running', 200, 100)], 1],
] as const)('the taskbar shows %s', (_what, list, expected) => {
  for (const platform of ['win32', 'darwin', 'linux']) expect(taskbarProgress(list, platform)).toBe(expected)
})

test.each([
  ['win32', 2],
  ['darwin', 0],
  ['linux', 0],
])('while the total is unknown the taskbar of %s gets %i', (platform, expected) => {
  const list = [download('running', 0, null), download('waiting')]
  expect(taskbarProgress(list, platform)).toBe(expected)
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('the machine stays awake only while downloads run', () => {
  let list: Download[] = []
  let change = (): void => undefined
  const powerSaveBlocker = { start: vi.fn(() => 7), stop: vi.fn() }
  const show = vi.fn()
  const downloads = {
    list: () => list,
    onChange: (listen: () => void) => ((change = listen), () => undefined),
  }
  const onBatchEnd = vi.fn()
  watchDownloads({ downloads: downloads as never, powerSaveBlocker, show, onBatchEnd, platform: 'linux' })
  const become = (...next: Download[]): void => {
    list = next
    for (let times = 0; times < 10; times += 1) change()
    vi.runAllTimers()
  }
  become(download('running', 1, 2))
  become(download('running', 2, 2))
  expect(powerSaveBlocker.start).toHaveBeenCalledExactlyOnceWith('prevent-app-suspension')
  become(download('retrying', 1, 2))
  expect(powerSaveBlocker.stop).not.toHaveBeenCalled()
  become(download('paused', 1, 2))
  expect(powerSaveBlocker.stop).toHaveBeenCalledExactlyOnceWith(7)
  expect(show.mock.calls.map(([progress]) => progress)).toEqual([-1, 0.5, 1, 0.5, -1])
  expect(onBatchEnd).not.toHaveBeenCalled()
  become(download('saved', 2, 2))
  expect(onBatchEnd).toHaveBeenCalledExactlyOnceWith({ saved: 1, failed: 0, stopped: 0 })
})
