import { describe, expect, it } from 'vitest'
import type { Failure } from '../../contract/errors.ts'
import type { Save } from './save-log.ts'
import { afterFailure, afterRestart } from './save-outcome.ts'

const save: Save = {
  id: 's1',
  at: '2026-11-25T08:00:00.000Z',
  entries: [['uuid', '1']],
  owner: '张三',
  requestId: '',
  failure: null,
  step: 'sending',
  account: { baseUrl: 'https://a.example', userId: 'u', name: '张三' },
}
const neverSent = { neverSent: true }

describe('afterFailure', () => {
  it.each<[string, Failure, boolean, Save['step'], Failure['code']]>([
    ['no network', { code: 'OFFLINE', params: neverSent }, false, 'waiting', 'OFFLINE'],
    ['no connection in time', { code: 'TIMEOUT', params: neverSent }, false, 'waiting', 'TIMEOUT'],
    ['a cut after it left', { code: 'OFFLINE' }, false, 'ended', 'SAVE_UNKNOWN'],
    ['no answer in time', { code: 'TIMEOUT' }, false, 'ended', 'SAVE_UNKNOWN'],
    ['no answer to one that waited', { code: 'TIMEOUT' }, true, 'ended', 'SAVE_UNKNOWN'],
    ['a refusal', { code: 'NO_PERMISSION' }, true, 'ended', 'NO_PERMISSION'],
    ['a failing service', { code: 'SERVER_ERROR' }, true, 'ended', 'SERVER_ERROR'],
    [
      'a certificate, which waiting does not mend',
      { code: 'CERT_UNTRUSTED' },
      false,
      'ended',
      'CERT_UNTRUSTED',
    ],
    [
      'a session that ended, for its user to sign in',
      { code: 'AUTH_REJECTED' },
      false,
      'ended',
      'AUTH_REJECTED',
    ],
    ['a session that ended, for one that waits', { code: 'AUTH_REJECTED' }, true, 'waiting', 'AUTH_REJECTED'],
    ['too many requests, for one that waits', { code: 'RATE_LIMITED' }, true, 'waiting', 'RATE_LIMITED'],
  ])('%s', (_, failure, isAgain, step, code) => {
    const after = afterFailure(save, { ...failure, requestId: 'r1' }, { canWait: true, isAgain })
    expect([after.step, after.failure?.code, after.requestId]).toEqual([step, code, 'r1'])
  })

  it('does not queue if there is no history', () => {
    const failure: Failure = { code: 'OFFLINE', params: neverSent }
    expect(afterFailure(save, failure, { canWait: false, isAgain: false })).toMatchObject({
      step: 'ended',
      failure: { code: 'OFFLINE' },
    })
  })
})

it('a restart leaves a save that was being sent to the user, and others unchanged', () => {
  expect(afterRestart(save)).toMatchObject({ step: 'ended', failure: { code: 'SAVE_UNKNOWN' } })
  const waiting: Save = { ...save, step: 'waiting' }
  expect(afterRestart(waiting)).toBe(waiting)
})
