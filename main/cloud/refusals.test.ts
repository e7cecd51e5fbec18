import { expect, test } from 'vitest'
import { AppError, type ErrorCode } from '../../contract/errors.ts'
import { isNothingInPeriod } from './nothing-in-period.ts'
import { isNoWayThere, isRefusal } from './refusals.ts'

test.each<[ErrorCode, boolean, boolean]>([
  ['OFFLINE', true, false],
  ['TIMEOUT', true, false],
  ['PROXY_FAILED', true, false],
  ['CERT_UNTRUSTED', true, false],
  ['CERT_CHANGED', true, false],
  ['ADDRESS_REFUSED', true, false],
  ['AUTH_REJECTED', false, true],
  ['AUTH_REQUIRED', false, true],
  ['ACCOUNT_LOCKED', false, true],
  ['NO_PERMISSION', false, true],
  ['BAD_REQUEST', false, true],
  ['NOT_FOUND', false, true],
  ['SERVER_ERROR', false, false],
  ['RATE_LIMITED', false, false],
  ['BAD_ANSWER', false, false],
])('%s: no way there %s, a refusal %s', (code, isNoWay, isRefused) => {
  expect([isNoWayThere(new AppError(code)), isRefusal(new AppError(code))]).toEqual([isNoWay, isRefused])
})

test.each<[unknown, boolean]>([
  [new AppError('BAD_REQUEST', { params: { serviceCode: 'MMC.111071069' } }), true],
  [new AppError('BAD_REQUEST', { params: { serviceCode: 'MMC.111071068' } }), false],
  [new AppError('BAD_REQUEST'), false],
  [new Error('MMC.111071069'), false],
  [null, false],
])('nothing in the period: %#', (error, isNothing) => {
  expect(isNothingInPeriod(error)).toBe(isNothing)
})
