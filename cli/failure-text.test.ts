import { beforeAll, expect, test } from 'vitest'
import { loadAllTexts } from '../i18n/texts.ts'
import { failureLines } from './failure-text.ts'

beforeAll(loadAllTexts)

test.each([
  [{ serviceCode: 'MMC.111072067' }, 'en-US', 'huaweicloud.com/intl/en-us/api-meeting/ErrorCode.html'],
  [{ serviceCode: 'MMC.111072067' }, 'zh-CN', 'huaweicloud.com/api-meeting/ErrorCode.html'],
] as const)('a code of the service %j in %s names the published list', (params, language, page) => {
  expect(failureLines({ code: 'NO_PERMISSION', params }, language)).toContain(page)
})

test.each([{}, { serviceCode: '4', server: 'meetings' }])('%j has no code of the cloud', (params) => {
  expect(failureLines({ code: 'NO_PERMISSION', params }, 'en-US')).not.toContain('ErrorCode.html')
})

test('a refused download names the enterprise to a terminal as well', () => {
  const params = { call: 'download-links', reader: 'admin', enterpriseId: '807074304' }
  expect(failureLines({ code: 'NO_PERMISSION', params }, 'en-US')).toContain('807074304')
})
