import { addressNamedBy } from '../network/address.ts'
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
 * A link to a file of the service's space (materials, minutes). Whether the address needs a token is not
 * documented; ours is sent only to the service's own host. Throws ADDRESS_REFUSED.
 *
 * @param site base URL of the site that returned the address, which may not be the one signed in to now
 */
export async function fileLink(session: Session, address: string, site: string): Promise<Link> {
  const from = new URL(site)
  const url = addressNamedBy(from, fileAddress(site, address)?.href ?? '')
  const isOwnHost = url.origin === from.origin
  return { url: url.href, headers: isOwnHost ? { 'X-Access-Token': await session.accessToken(site) } : {} }
}
