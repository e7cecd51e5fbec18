import { expect, test } from 'vitest'
import { AppError } from '../../contract/errors.ts'
import { updateFailure } from './update-failure.ts'

test.each([
  ['net::ERR_INTERNET_DISCONNECTED', undefined, 'OFFLINE'],
  ['net::ERR_NAME_NOT_RESOLVED', undefined, 'OFFLINE'],
  ['net::ERR_CONNECTION_REFUSED', undefined, 'OFFLINE'],
  ['net::ERR_CONNECTION_TIMED_OUT', undefined, 'TIMEOUT'],
  ['net::ERR_PROXY_CONNECTION_FAILED', undefined, 'PROXY_FAILED'],
  ['net::ERR_TUNNEL_CONNECTION_FAILED', undefined, 'PROXY_FAILED'],
  ['net::ERR_CERT_AUTHORITY_INVALID', undefined, 'CERT_UNTRUSTED'],
  ['sha512 checksum mismatch, expected a, got b', 'ERR_CHECKSUM_MISMATCH', 'UPDATE_REFUSED'],
  ['New version 2.0.0 is not signed', 'ERR_UPDATER_INVALID_SIGNATURE', 'UPDATE_REFUSED'],
  ['Could not get code signature for running application', undefined, 'UPDATE_REFUSED'],
  ['no space left on device', 'ENOSPC', 'DISK_FULL'],
  ['Cannot find channel "latest.yml"', 'ERR_UPDATER_CHANNEL_FILE_NOT_FOUND', 'UPDATE_FAILED'],
  ['anything else', undefined, 'UPDATE_FAILED'],
])('%s (%s) is %s', (message, code, expected) => {
  expect(updateFailure(Object.assign(new Error(message), { code })).code).toBe(expected)
})

test('the detail is one line, without query strings', () => {
  const { failure } = updateFailure(
    new Error('GET https://a.example/latest.yml?key=secret failed\n  at stack'),
  )
  expect(failure.detail).toBe('GET https://a.example/latest.yml failed')
})

test('an AppError keeps its code, and a value that is not an Error gets one', () => {
  const named = new AppError('OFFLINE')
  expect(updateFailure(named)).toBe(named)
  expect(updateFailure('gone').failure).toMatchObject({ code: 'UPDATE_FAILED', detail: 'gone' })
})
