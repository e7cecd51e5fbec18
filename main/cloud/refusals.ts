import { type ErrorCode, toFailure } from '../../contract/errors.ts'

const NO_WAY_THERE = new Set<ErrorCode>([
  'OFFLINE',
  'TIMEOUT',
  'PROXY_FAILED',
  'CERT_UNTRUSTED',
  'CERT_CHANGED',
  'ADDRESS_REFUSED',
])
const REFUSALS = new Set<ErrorCode>([
  'AUTH_REJECTED',
  'AUTH_REQUIRED',
  'ACCOUNT_LOCKED',
  'NO_PERMISSION',
  'BAD_REQUEST',
  'NOT_FOUND',
])

/** The service was not reached: asking it in another way would not help. */
export function isNoWayThere(error: unknown): boolean {
  return NO_WAY_THERE.has(toFailure(error).code)
}

/** The service answered, and the answer ends a session; any other failure says nothing of it. */
export function isRefusal(error: unknown): boolean {
  return REFUSALS.has(toFailure(error).code)
}
