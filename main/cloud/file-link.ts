import { AppError } from '../../contract/errors.ts'
import { checkedAddress } from '../network/address.ts'
import type { Link } from '../interfaces.ts'
import type { Session } from './session.ts'

/**
 * A file's address as the service gives it, usually absolute; one without a host is on the service's own.
 * null: none.
 */
export function fileAddress(site: string, address: string | null): URL | null {
  if (!address || !URL.canParse(address, site)) return null
  return new URL(address, site)
}

/**
 * The address of a file that a service names. A site reached over https names no http address: those are on this
 * machine, where a request could act on other programs. Throws ADDRESS_REFUSED.
 */
export function checkedFileAddress(site: string, address: string): URL {
  const url = checkedAddress(address)
  if (url.protocol === 'https:' || new URL(site).protocol === 'http:') return url
  throw new AppError('ADDRESS_REFUSED', { params: { reason: 'not-https', host: url.host } })
}

/**
 * A link to a file of the service's space (materials, minutes). Whether the address needs a token is not
 * documented; ours is sent only to the service's own host. Throws ADDRESS_REFUSED.
 *
 * @param site base URL of the site that returned the address, which may not be the one signed in to now
 */
export async function fileLink(session: Session, address: string, site: string): Promise<Link> {
  const url = checkedFileAddress(site, fileAddress(site, address)?.href ?? '')
  const isOwnHost = url.origin === new URL(site).origin
  return { url: url.href, headers: isOwnHost ? { 'X-Access-Token': await session.accessToken(site) } : {} }
}
