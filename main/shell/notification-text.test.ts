import { beforeAll, describe, expect, it } from 'vitest'
import { loadAllTexts } from '../../i18n/texts.ts'
import { batchText, minutesText } from './notification-text.ts'

beforeAll(loadAllTexts)

describe('at the end of a batch', () => {
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
})

describe('about minutes', () => {
  it('names the queued minutes, whether they were sent or not', () => {
    const subject = '周会 sync'
    expect(minutesText({ kind: 'minutes-sent', subject }, 'en-US')).toEqual({
      title: 'Minutes saved',
      body: subject,
    })
    expect(minutesText({ kind: 'minutes-not-sent', subject }, 'zh-CN')).toEqual({
      title: '会议纪要未能保存',
      body: subject,
    })
  })

  it('ignores every other notice, which only the page shows', () => {
    expect(minutesText({ kind: 'state-quarantined', subject: 'queue.json' }, 'en-US')).toBeNull()
  })
})
