import { isIPv4 } from 'node:net'
import { AppError } from '../../contract/errors.ts'

/**
 * Validates an address the app may contact: https, or http for loopback only; no user name or password.
 * Throws ADDRESS_REFUSED, whose detail contains the host at most: paths and queries may contain tokens.
 */
export function checkedAddress(text: string): URL {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw new AppError('ADDRESS_REFUSED', { params: { reason: 'not-an-address' } })
  }
  if (url.username !== '' || url.password !== '')
    throw new AppError('ADDRESS_REFUSED', { params: { reason: 'user-info', host: url.host } })
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return url
  throw new AppError('ADDRESS_REFUSED', { params: { reason: 'not-https', host: url.host } })
}

/** localhost, 127.0.0.0/8 or [::1], as URL.hostname spells them. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'))
}
