import { checkedAddress } from '../network/address.ts'
import type { Link } from '../ports.ts'
import type { Session } from './session.ts'

/** A file's address as the service gives it, mostly whole; one without a host is the service's own. null: none. */
export function fileAddress(site: string, address: string | null): URL | null {
  if (!address || !URL.canParse(address, site)) return null
  return new URL(address, site)
}

/**
 * A link to a file of the service's space (materials, minutes). Whether the address wants a token is not
 * documented; only the service's own host may see ours. Throws ADDRESS_REFUSED.
 * @param site base URL of the site that named the address, which need not be the one that is signed in to by now
 */
export async function fileLink(session: Session, address: string, site: string): Promise<Link> {
  const url = checkedAddress(fileAddress(site, address)?.href ?? '')
  const isOwnHost = url.origin === new URL(site).origin
  return { url: url.href, headers: isOwnHost ? { 'X-Access-Token': await session.accessToken(site) } : {} }
}
