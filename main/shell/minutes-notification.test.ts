import { beforeAll, expect, it } from 'vitest'
import { loadAllTexts } from '../../i18n/texts.ts'
import { minutesText } from './minutes-notification.ts'

beforeAll(loadAllTexts)

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
  expect(minutesText({ kind: 'state-set-aside', subject: 'queue.json' }, 'en-US')).toBeNull()
})
