import { beforeAll, expect, it } from 'vitest'
import { loadAllTexts } from '../../i18n/texts.ts'
import { batchText } from './batch-notification.ts'

beforeAll(loadAllTexts)

it.each([
  [{ saved: 1, failed: 0, stopped: 0 }, 'Downloads have ended', '1 file saved'],
  [{ saved: 12, failed: 2, stopped: 0 }, 'Downloads have ended', '12 files saved, 2 failed'],
  [{ saved: 0, failed: 0, stopped: 3 }, 'Downloads have stopped', '3 need your attention'],
])('%j', (end, title, body) => {
  expect(batchText(end, 'en-US')).toEqual({ title, body })
})

it('in Chinese', () => {
  expect(batchText({ saved: 3, failed: 1, stopped: 1 }, 'zh-CN')).toEqual({
    title: '下载已停止',
    body: '已保存 3 个文件，1 个失败，1 个需要您处理',
  })
})
