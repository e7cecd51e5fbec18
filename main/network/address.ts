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

/**
 * Validates an address that another server named, in an answer or a redirect. Only a server on this machine may name
 * one on this machine, where programs listen that trust local requests; and one reached by https never names http.
 * Throws ADDRESS_REFUSED.
 */
export function addressNamedBy(server: URL, address: string): URL {
  const url = checkedAddress(address)
  const isDowngrade = server.protocol === 'https:' && url.protocol !== 'https:'
  if (isDowngrade || (isThisMachine(url.hostname) && !isThisMachine(server.hostname)))
    throw new AppError('ADDRESS_REFUSED', {
      params: { host: url.host },
      detail: isDowngrade
        ? 'an https server named an http address'
        : 'a server named an address of this machine',
    })
  return url
}

/** Loopback, or another spelling that the system connects to this machine. */
function isThisMachine(hostname: string): boolean {
  return (
    isLoopback(hostname) ||
    /(^|\.)localhost\.?$/.test(hostname) ||
    /^(0\.0\.0\.0|\[::\]|\[::ffff:(7f[\da-f]{2}:|0:0\]).*)$/.test(hostname)
  )
}

/** localhost, 127.0.0.0/8 or [::1], as URL.hostname spells them. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'))
}
