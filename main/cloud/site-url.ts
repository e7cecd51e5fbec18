import { SITE_URLS } from '../../contract/account.ts'
import { AppError } from '../../contract/errors.ts'
import { checkedAddress } from '../network/address.ts'

/** `mainland`, `international` or an address of one's own, without query and trailing slash. ADDRESS_REFUSED. */
export function baseUrlOf(site: string): string {
  if (site === 'mainland' || site === 'international') return SITE_URLS[site]
  const url = checkedAddress(site.trim())
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}

/** A call's address below a base, which may have a path of its own (a gateway's prefix). */
export function siteUrl(baseUrl: string, path: string): URL {
  return new URL(`${baseUrl.replace(/\/+$/, '')}${path}`)
}

/**
 * An id as one segment of a call's path. Two texts stay what they are however they are encoded, and would ask for
 * something else: no id is called so, NOT_FOUND.
 */
export function pathSegment(id: string): string {
  if (id === '.' || id === '..') throw new AppError('NOT_FOUND', { detail: 'nothing has this id' })
  return encodeURIComponent(id)
}
