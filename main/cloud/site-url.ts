import { SITE_URLS } from '../../contract/account.ts'
import { AppError } from '../../contract/errors.ts'
import { trimEnd } from '../naming/safe-text.ts'
import { checkedAddress } from '../network/address.ts'

/**
 * Resolves `mainland`, `international` or a custom address, without query and trailing slash.
 * ADDRESS_REFUSED.
 */
export function baseUrlOf(site: string): string {
  if (site === 'mainland' || site === 'international') return SITE_URLS[site]
  const url = checkedAddress(site.trim())
  return trimEnd(`${url.origin}${url.pathname}`, '/')
}

/** A call's URL below a base URL, which may have its own path (a gateway's prefix). */
export function siteUrl(baseUrl: string, path: string): URL {
  return new URL(`${trimEnd(baseUrl, '/')}${path}`)
}

/**
 * An id as one segment of a call's path. Two texts cannot be escaped by encoding and would address something
 * else: no id has them, so NOT_FOUND.
 */
export function pathSegment(id: string): string {
  if (id === '.' || id === '..') throw new AppError('NOT_FOUND', { detail: 'nothing has this id' })
  return encodeURIComponent(id)
}
