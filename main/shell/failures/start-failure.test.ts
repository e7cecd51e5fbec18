import { beforeAll, expect, test, vi } from 'vitest'
import { loadAllTexts } from '../../../i18n/texts.ts'
import { AppError } from '../../../contract/errors.ts'
import { startFailed } from './start-failure.ts'

beforeAll(loadAllTexts)

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }

test('a missing CA file is reported, with advice', () => {
  const error = new AppError('BAD_INPUT', { params: { reason: 'ca-file', path: '/etc/ca.pem' } })
  expect(startFailed(error, 'en-US', log)).toEqual({
    kind: 'start-failed',
    subject: expect.stringMatching(/^The certificate authority file cannot be read.*\/etc\/ca\.pem/),
  })
  expect(startFailed(error, 'zh-CN', log).subject).toMatch(/证书.*\/etc\/ca\.pem/)
})

test('an unexpected error is reported with its redacted message', () => {
  const { subject } = startFailed(new Error('EISDIR at https://h.example/p?token=hush'), 'en-US', log)
  expect(subject).toContain('EISDIR at https://h.example/p?…')
})
