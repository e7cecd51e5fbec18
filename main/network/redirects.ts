import { AppError } from '../../contract/errors.ts'
import type { Link } from '../interfaces.ts'
import { addressNamedBy } from './address.ts'

export function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status)
}

/**
 * Follows a redirect. Drops the link's headers when scheme, host or port changes; https never redirects to
 * http. Throws ADDRESS_REFUSED.
 */
export function followRedirect(link: Link, location: string): Link {
  const from = new URL(link.url)
  let to: URL
  try {
    to = addressNamedBy(from, new URL(location, from).href)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('ADDRESS_REFUSED', { detail: 'the redirect has no valid address' })
  }
  return { url: to.href, headers: to.origin === from.origin ? link.headers : {} }
}
