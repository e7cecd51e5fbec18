import { describe, expect, it } from 'vitest'
import type { Download } from '../../contract/download.ts'
import { isSignInFailure } from '../../contract/error-rules.ts'
import type { Failure } from '../../contract/errors.ts'
import { recheckReason, blocksInsteadOfFailing, needsUser, nextAttemptAt } from './blocked-policy.ts'

const now = Date.parse('2026-11-02T08:00:00Z')
const blocked = (failure: Failure, resumesAt: string | null = null): Download =>
  ({ state: 'blocked', failure, resumesAt }) as Download

describe('failures that block instead of failing', () => {
  it.each([
    'DISK_FULL',
    'NO_INODES',
    'DISK_GONE',
    'NOT_TRANSCODED',
    'AUTH_REQUIRED',
    'AUTH_REJECTED',
    'OFFLINE',
    'TIMEOUT',
    'PROXY_FAILED',
    'CERT_UNTRUSTED',
    'CERT_CHANGED',
    'STOPS_EARLY',
  ] as const)('%s', (code) => expect(blocksInsteadOfFailing({ code })).toBe(true))
  it.each([
    'NOT_FOUND',
    'LINK_REFUSED',
    'HASH_MISMATCH',
    'NO_PERMISSION',
    'FILE_TOO_LARGE',
    'NAME_REFUSED',
  ] as const)('not %s', (code) => expect(blocksInsteadOfFailing({ code })).toBe(false))
})

describe('the next attempt', () => {
  it('is a minute later without a network', () => {
    expect(nextAttemptAt({ code: 'OFFLINE' }, now)).toBe('2026-11-02T08:01:00.000Z')
    expect(nextAttemptAt({ code: 'STOPS_EARLY' }, now)).toBe('2026-11-03T08:00:00.000Z')
  })

  it('is at the announced time of a recording, at least a minute later', () => {
    const announced = (readyAt: string): Failure => ({ code: 'NOT_TRANSCODED', params: { readyAt } })
    expect(nextAttemptAt(announced('2026-11-02T09:30:00.000Z'), now)).toBe('2026-11-02T09:30:00.000Z')
    expect(nextAttemptAt(announced('2026-11-02T07:30:00.000Z'), now)).toBe('2026-11-02T08:01:00.000Z')
    expect(nextAttemptAt({ code: 'NOT_TRANSCODED' }, now)).toBe('2026-11-02T08:10:00.000Z')
  })

  it('is never scheduled for a full disk or a missing sign-in', () => {
    expect(nextAttemptAt({ code: 'DISK_FULL' }, now)).toBe(null)
    expect(nextAttemptAt({ code: 'AUTH_REQUIRED' }, now)).toBe(null)
  })
})

describe('due rechecks', () => {
  it('checks a full disk every time', () => {
    expect(recheckReason(blocked({ code: 'DISK_FULL' }), now)).toBe('room')
    expect(recheckReason(blocked({ code: 'NO_INODES' }), now)).toBe('room')
    expect(recheckReason(blocked({ code: 'DISK_GONE' }), now)).toBe('disk')
  })

  it('retries when the time has come', () => {
    expect(recheckReason(blocked({ code: 'OFFLINE' }, '2026-11-02T08:00:00.000Z'), now)).toBe('another-try')
    expect(recheckReason(blocked({ code: 'OFFLINE' }, '2026-11-02T08:00:00.001Z'), now)).toBe(null)
    expect(recheckReason(blocked({ code: 'AUTH_REQUIRED' }), now)).toBe(null)
    expect(
      recheckReason({ ...blocked({ code: 'OFFLINE' }, '2026-11-02T08:00:00.000Z'), state: 'paused' }, now),
    ).toBe(null)
  })

  it('resumes after a sign-in or a new trusted certificate what waits for one', () => {
    expect(needsUser(blocked({ code: 'AUTH_REQUIRED' }))).toBe(true)
    expect(needsUser(blocked({ code: 'CERT_UNTRUSTED' }))).toBe(true)
    expect(needsUser({ ...blocked({ code: 'CERT_UNTRUSTED' }), state: 'failed' })).toBe(false)
    expect(needsUser(blocked({ code: 'OFFLINE' }))).toBe(false)
  })
})

describe('every failure that passes or that the user can fix', () => {
  const soon = '2026-11-02T08:01:00.000Z'
  it.each<[Failure['code'], string | null, boolean]>([
    ['OFFLINE', soon, false],
    ['TIMEOUT', soon, false],
    ['PROXY_FAILED', soon, false],
    ['AUTH_REQUIRED', null, true],
    ['AUTH_REJECTED', null, true],
    ['ACCOUNT_LOCKED', null, true],
    ['DISK_FULL', null, false],
    ['NO_INODES', null, false],
    ['DISK_GONE', null, false],
    ['NOT_TRANSCODED', '2026-11-02T08:10:00.000Z', false],
  ])('%s: automatically %j, by a sign-in %s', (code, at, bySignIn) => {
    expect(blocksInsteadOfFailing({ code })).toBe(true)
    expect(nextAttemptAt({ code }, now)).toBe(at)
    expect(isSignInFailure({ code })).toBe(bySignIn)
    expect(needsUser(blocked({ code }))).toBe(bySignIn)
    expect(needsUser({ ...blocked({ code }), state: 'paused' })).toBe(false)
  })

  it('ignores an invalid announced time', () => {
    const failure: Failure = { code: 'NOT_TRANSCODED', params: { readyAt: 'soon' } }
    expect(nextAttemptAt(failure, now)).toBe('2026-11-02T08:10:00.000Z')
    expect(nextAttemptAt({ code: 'NOT_FOUND', params: { readyAt: '2026-11-02T09:30:00.000Z' } }, now)).toBe(
      null,
    )
  })

  it('nothing is due for a download that is not blocked or has no time', () => {
    expect(recheckReason({ ...blocked({ code: 'DISK_FULL' }), state: 'paused' }, now)).toBe(null)
    expect(recheckReason(blocked({ code: 'OFFLINE' }, null), now)).toBe(null)
    expect(recheckReason({ ...blocked({ code: 'OFFLINE' }), failure: null }, now)).toBe(null)
  })
})
