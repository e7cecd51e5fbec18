import { expect, test } from 'vitest'
import { AppError, toFailure } from '../../contract/errors.ts'
import { silentLog, signedIn } from '../../test/cloud-client.ts'
import { createRecordings } from './recordings.ts'
import { withCallContext } from './call-context.ts'

const LINKS = '/v1/mmc/management/record/downloadurls'

test.each([
  [true, '8', { call: 'download-links', reader: 'admin', enterpriseId: '8' }],
  [false, '8', { call: 'download-links', reader: 'user', enterpriseId: '8' }],
  [null, '', { call: 'download-links' }],
])('a refusal names its call, its reader and the enterprise: %s %j', (isAdmin, enterpriseId, params) => {
  const refused = new AppError('NO_PERMISSION', { params: { serviceCode: 'X' }, requestId: '1', detail: 'd' })
  const after = withCallContext(refused, LINKS, { isAdmin, enterpriseId })
  expect(toFailure(after)).toEqual({
    code: 'NO_PERMISSION',
    params: { serviceCode: 'X', ...params },
    requestId: '1',
    detail: 'd',
  })
})

test('a save of minutes has its own name, other calls have their reader, and other errors are unchanged', () => {
  const reader = { isAdmin: true, enterpriseId: '8' }
  const refused = new AppError('NOT_FOUND')
  const path = '/v1/usg/sss/meeting-files/save-to-personal-space'
  expect(toFailure(withCallContext(refused, path, reader)).params?.['call']).toBe('minutes-save')
  const programs = '/v1/usg/sss/programs'
  expect(toFailure(withCallContext(refused, programs, reader)).params).toEqual({
    reader: 'admin',
    enterpriseId: '8',
  })
  expect(withCallContext(refused, programs, { isAdmin: null })).toBe(refused)
  for (const error of [new AppError('OFFLINE'), new AppError('AUTH_REJECTED'), new Error('x')])
    expect(withCallContext(error, LINKS, reader)).toBe(error)
})

test('a session adds them to the refusal of a call', async () => {
  const { site, session } = await signedIn(() => ({ status: 403, body: { error_code: 'MMC.111070002' } }))
  await expect(createRecordings({ session, log: silentLog }).files('42b8')).rejects.toMatchObject({
    failure: { code: 'NO_PERMISSION', params: { call: 'download-links', serviceCode: 'MMC.111070002' } },
  })
  site.close()
})
