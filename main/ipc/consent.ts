import { SITE_URLS } from '../../contract/account.ts'
import { AppError } from '../../contract/errors.ts'
import type { ProxySettings } from '../../contract/proxy.ts'
import { baseUrlOf } from '../cloud/site-url.ts'
import type { SettingsAccess } from '../interfaces.ts'
import type { AskConsent } from './handler-context.ts'

/** Consent to the servers that a call of the page names; CANCELLED when the user declines. */
export interface ServerConsent {
  /** The public sites and the last site that worked are known; any other origin is asked for. */
  toSite(site: string): Promise<void>
  /** A manual proxy that is not in use yet is asked for. */
  toProxy(next: ProxySettings | undefined): Promise<void>
  /** Another origin is asked for; another path on the same server is not. ADDRESS_REFUSED. */
  toMeetings(next: string | undefined): Promise<void>
}

/**
 * [Note: consent] The page cannot be trusted to choose where main sends anything: each new server is asked for
 * in a native box, once per run. What main has stored was consented to before.
 */
export function consentFor(askConsent: AskConsent, settings: Pick<SettingsAccess, 'get'>): ServerConsent {
  const given = new Set<string>()
  const ask = async (kind: 'proxy' | 'site' | 'meetings', address: string): Promise<void> => {
    if (given.has(`${kind} ${address}`)) return
    if (!(await askConsent({ kind, address }))) throw new AppError('CANCELLED')
    given.add(`${kind} ${address}`)
  }
  return {
    async toSite(site) {
      const origin = originOf(site)
      if (![...PUBLIC, knownOrigin(settings.get().site)].includes(origin)) await ask('site', origin)
    },
    async toProxy(next) {
      const { mode, url } = settings.get().proxy
      if (mode === 'manual') given.add(`proxy ${url}`)
      if (next?.mode === 'manual' && next.url !== '') await ask('proxy', next.url)
    },
    async toMeetings(next) {
      if (next === undefined || next.trim() === '') return
      const origin = originOf(next)
      if (origin !== knownOrigin(settings.get().meetingsUrl)) await ask('meetings', origin)
    },
  }
}

const PUBLIC: readonly (string | null)[] = Object.values(SITE_URLS)

const originOf = (address: string): string => new URL(baseUrlOf(address)).origin

/** null for none: a stored address may be empty or damaged. */
function knownOrigin(address: string): string | null {
  try {
    return originOf(address)
  } catch {
    return null
  }
}
