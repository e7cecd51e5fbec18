import { createHash } from 'node:crypto'
import { type Credentials, SITE_URLS } from '../../contract/account.ts'
import { AppError } from '../../contract/errors.ts'
import type { ProxySettings } from '../../contract/proxy.ts'
import { baseUrlOf } from '../cloud/site-url.ts'
import type { SettingsAccess } from '../interfaces.ts'
import { safePiece } from '../naming/safe-text.ts'
import type { AskConsent, ConsentQuestion } from './handler-context.ts'

/** Consent to the servers that a call of the page names; CANCELLED when the user declines. */
export interface ServerConsent {
  /**
   * The public sites and the last site that worked are known; any other origin is asked for. At a known site,
   * another account than those that signed in here before is asked for, once there has been one. `isSignedIn`:
   * to a real account.
   */
  toSignIn(request: { site: string; credentials: Credentials }, isSignedIn: boolean): Promise<void>
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
  const ask = async (question: ConsentQuestion, key: string): Promise<void> => {
    if (given.has(key)) return
    if (!(await askConsent(question))) throw new AppError('CANCELLED')
    given.add(key)
  }
  const askFor = (kind: 'proxy' | 'site' | 'meetings', address: string): Promise<void> =>
    ask({ kind, address }, `${kind} ${address}`)
  return {
    async toSignIn({ site, credentials }, isSignedIn) {
      const origin = originOf(site)
      const { site: lastSite, accounts } = settings.get()
      const key = accountKey(site, credentials)
      if (![...PUBLIC, knownOrigin(lastSite)].includes(origin)) {
        await askFor('site', origin)
        // The account is a part of what the user has just entered for this server.
        given.add(key)
      }
      if (!accounts.includes(key) && (isSignedIn || accounts.length > 0))
        await ask({ kind: 'account', address: origin, name: nameOf(credentials) }, key)
    },
    async toProxy(next) {
      const { mode, url } = settings.get().proxy
      if (mode === 'manual') given.add(`proxy ${url}`)
      if (next?.mode === 'manual' && next.url !== '') await askFor('proxy', next.url)
    },
    async toMeetings(next) {
      if (next === undefined || next.trim() === '') return
      const origin = originOf(next)
      if (origin !== knownOrigin(settings.get().meetingsUrl)) await askFor('meetings', origin)
    },
  }
}

/** What the settings remember of an account: nothing that names it, and no secret but as a hash. */
export function accountKey(site: string, credentials: Credentials): string {
  const identity = [originOf(site), credentials.kind, ...identityOf(credentials)]
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex')
}

/** An App ID can act as any user of its enterprise, also as a new one with any name. */
function identityOf(credentials: Credentials): string[] {
  switch (credentials.kind) {
    case 'appId':
      return [credentials.appId, credentials.userId ?? '', credentials.corpId ?? '']
    case 'password':
      return [credentials.account]
    case 'token':
      return [credentials.accessToken]
  }
}

/** For the box: bounded, and without characters that could make other text of it. '' for a token, which has no name. */
function nameOf(credentials: Credentials): string {
  if (credentials.kind === 'token') return ''
  return identityOf(credentials)
    .map((part) => safePiece(part).slice(0, 80))
    .filter((part) => part !== '')
    .join(' · ')
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
