import { beforeAll, expect, test } from 'vitest'
import { AppError } from '../contract/errors.ts'
import { loadAllTexts } from '../i18n/texts.ts'
import { UsageError } from './usage-error.ts'
import { usageText } from './usage-text.ts'

beforeAll(loadAllTexts)

test('a usage error becomes a sentence in each language', () => {
  const error = new UsageError('notADate', { option: '--to', value: '"soon"' })
  expect(usageText(error, 'en-US')).toBe('--to "soon" is not a date: 2026-11-20 or 2026-11-20T09:00')
  expect(usageText(error, 'zh-CN')).toBe(
    '--to "soon" 不是有效的日期，正确格式如 2026-11-20 或 2026-11-20T09:00',
  )
})

test('a failure as the cause gives its code and its reason', () => {
  const cause = new AppError('BAD_INPUT', { params: { reason: 'not-a-certificate' } })
  const values = { variable: 'MEETKEEP_CA_FILE', path: '/ca.pem' }
  const error = new UsageError('unusable', values, { cause })
  expect(error.failure).toBe(cause.failure)
  expect(usageText(error, 'en-US')).toBe(
    'MEETKEEP_CA_FILE cannot be used: /ca.pem: The file contains no certificates',
  )
})

test.each([
  [Object.assign(new Error('mkdir'), { code: 'ENOTDIR' }), 'not a folder (ENOTDIR)', '不是文件夹 (ENOTDIR)'],
  [
    Object.assign(new Error('EIO: i/o error, mkdir'), { code: 'EIO' }),
    'EIO: i/o error, mkdir',
    'EIO: i/o error, mkdir',
  ],
])('an error of the system as the cause gives the reason: %s', (cause, english, chinese) => {
  const error = new UsageError('unusable', { variable: 'MEETKEEP_HOME', path: '/a' }, { cause })
  expect(error.failure).toBeNull()
  expect(usageText(error, 'en-US')).toBe(`MEETKEEP_HOME cannot be used: /a: ${english}`)
  expect(usageText(error, 'zh-CN')).toBe(`无法使用 MEETKEEP_HOME：/a：${chinese}`)
})

test('values are data: nothing in them is replaced', () => {
  const error = new UsageError('rangeReversed', { from: '{{to}}', to: '$t(common.appName)' })
  expect(usageText(error, 'en-US')).toBe('--from {{to}} is after --to $t(common.appName)')
})
