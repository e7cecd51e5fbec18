import { describe, expect, test } from 'vitest'
import {
  isCertificateFailure,
  isConnectionFailure,
  isRefused,
  isRequestRefused,
  isSignInFailure,
  isTransient,
  isTrustable,
  isUnreachable,
  prerequisiteOf,
  settingsSectionOf,
  wasRefusedBeforeActing,
} from './error-rules.ts'
import { ERROR_CODES, type ErrorCode, type Failure } from './errors.ts'

const codesWhere = (holds: (failure: Failure) => boolean): ErrorCode[] =>
  ERROR_CODES.filter((code) => holds({ code }))

test.each<[string, (failure: Failure) => boolean, ErrorCode[]]>([
  ['lack a session', isSignInFailure, ['AUTH_REQUIRED', 'AUTH_REJECTED', 'ACCOUNT_LOCKED']],
  ['are refused requests', isRequestRefused, ['NO_PERMISSION', 'NOT_FOUND', 'BAD_REQUEST']],
  [
    'are refusals that may end a session',
    isRefused,
    ['AUTH_REQUIRED', 'AUTH_REJECTED', 'ACCOUNT_LOCKED', 'NO_PERMISSION', 'NOT_FOUND', 'BAD_REQUEST'],
  ],
  ['are failed connections', isConnectionFailure, ['OFFLINE', 'TIMEOUT']],
  ['are about a certificate', isCertificateFailure, ['CERT_UNTRUSTED', 'CERT_CHANGED']],
  [
    'mean that the service was not reached',
    isUnreachable,
    ['OFFLINE', 'TIMEOUT', 'PROXY_FAILED', 'CERT_UNTRUSTED', 'CERT_CHANGED', 'TLS_FAILED', 'ADDRESS_REFUSED'],
  ],
  [
    'time may mend',
    isTransient,
    ['RATE_LIMITED', 'SERVER_ERROR', 'BAD_ANSWER', 'OFFLINE', 'TIMEOUT', 'PROXY_FAILED', 'TOO_MANY_FILES'],
  ],
  [
    'come before the service acts',
    wasRefusedBeforeActing,
    ['AUTH_REQUIRED', 'AUTH_REJECTED', 'RATE_LIMITED'],
  ],
])('which codes %s', (_, holds, codes) => {
  expect(codesWhere(holds)).toEqual(codes)
})

test.each([
  ['network', ['OFFLINE', 'TIMEOUT', 'PROXY_FAILED']],
  ['sign-in', ['AUTH_REQUIRED', 'AUTH_REJECTED', 'ACCOUNT_LOCKED']],
  ['room', ['DISK_FULL', 'NO_INODES']],
  ['disk', ['DISK_GONE']],
  ['trust', ['CERT_UNTRUSTED', 'CERT_CHANGED']],
  ['later', ['INCOMPLETE_ON_SERVER', 'STOPS_EARLY']],
  ['preparation', ['NOT_TRANSCODED']],
] as const)('which codes make a download wait for %s', (prerequisite, codes) => {
  expect(codesWhere((failure) => prerequisiteOf(failure) === prerequisite)).toEqual(codes)
})

test.each([
  [
    'saving',
    [
      'DISK_FULL',
      'NO_INODES',
      'FILE_TOO_LARGE',
      'DISK_GONE',
      'FOLDER_MISSING',
      'PATH_TOO_LONG',
      'NAME_REFUSED',
      'NO_FOLDER',
    ],
  ],
  ['proxy', ['PROXY_FAILED']],
  ['security', ['CERT_UNTRUSTED']],
] as const)('which codes lead to the settings of %s', (section, codes) => {
  expect(codesWhere((failure) => settingsSectionOf(failure) === section)).toEqual(codes)
})

test('a proxy that rejects a password is not retried without the user', () => {
  expect(isTransient({ code: 'PROXY_FAILED', params: { reason: 'sign-in' } })).toBe(false)
  expect(isTransient({ code: 'PROXY_FAILED', params: { reason: 'unreachable' } })).toBe(true)
})

describe('a certificate can be trusted', () => {
  const params = { host: 'meeting.example', fingerprint: 'AA:BB' }
  test('when its fingerprint is known', () => {
    expect(isTrustable({ code: 'CERT_UNTRUSTED', params })).toBe(true)
    expect(isTrustable({ code: 'CERT_CHANGED', params })).toBe(true)
  })
  test.each<Failure>([
    { code: 'CERT_UNTRUSTED' },
    { code: 'CERT_UNTRUSTED', params: { host: 'meeting.example' } },
    { code: 'CERT_UNTRUSTED', params: { ...params, reason: 'expired' } },
    { code: 'OFFLINE', params },
  ])('otherwise not: %j', (failure) => {
    expect(isTrustable(failure)).toBe(false)
  })
})
