import { expect, it, vi } from 'vitest'
import { batchWords, tellBatchEnd } from './batch-notice.ts'

it.each([
  [{ saved: 1, failed: 0, stopped: 0 }, 'Downloads have ended', '1 file saved'],
  [{ saved: 12, failed: 2, stopped: 0 }, 'Downloads have ended', '12 files saved, 2 failed'],
  [{ saved: 0, failed: 0, stopped: 3 }, 'Downloads have stopped', '3 need you to do something'],
])('%j', (end, title, body) => {
  expect(batchWords(end, 'en-US')).toEqual({ title, body })
})

it('in Chinese', () => {
  expect(batchWords({ saved: 3, failed: 1, stopped: 1 }, 'zh-CN')).toEqual({
    title: '下载已停下',
    body: '已保存 3 个文件，1 个失败，1 个需要您处理',
  })
})

it.each([
  ['told', { isWanted: true, isWindowInFront: false, isSupported: true }, 1],
  ['not wanted', { isWanted: false, isWindowInFront: false, isSupported: true }, 0],
  ['the window is in front', { isWanted: true, isWindowInFront: true, isSupported: true }, 0],
  ['the system has none', { isWanted: true, isWindowInFront: false, isSupported: false }, 0],
])('%s', (_, { isSupported, ...change }, count) => {
  const show = vi.fn()
  const onPressed = vi.fn()
  class Fake {
    static isSupported = () => isSupported
    show = show
    // Pressed as soon as it can be.
    on(_event: 'click', press: () => void): void {
      press()
    }
  }
  tellBatchEnd({
    end: { saved: 1, failed: 0, stopped: 0 },
    language: 'en-US',
    notification: Fake,
    onPressed,
    ...change,
  })
  expect(show).toHaveBeenCalledTimes(count)
  expect(onPressed).toHaveBeenCalledTimes(count)
})
