import { createHttp } from '../main/cloud/http.ts'
import { createSession, type Session } from '../main/cloud/session.ts'
import { createNetwork } from '../main/network/network.ts'
import type { SecretStore } from '../main/interfaces.ts'
import { type Give, jsonSite } from './json-site.ts'

export const silentLog = { info: () => {}, warn: () => {}, error: () => {} }
export const noSecrets: SecretStore = {
  keychain: async () => 'session',
  onLateKeychain: () => undefined,
  read: async () => null,
  write: async () => {},
  remove: async () => {},
}

/** The real HTTP layer; delays resolve at once and are recorded. */
export function clientHttp() {
  const network = createNetwork({ extraCas: [], trusted: [], onRefusedCertificate: () => {} })
  const waits: number[] = []
  const wait = async (ms: number): Promise<void> => void waits.push(ms)
  const http = createHttp({ network: () => network, language: () => 'en-US', log: silentLog, wait })
  return { http, waits }
}

/** A site that accepts every sign-in, and answers other calls with `give`. */
export async function signInSite(give: Give, accessToken = 'live-token') {
  const site = await jsonSite((asked, count) =>
    asked.path.startsWith('/v2/usg/acs/')
      ? { body: { accessToken, validPeriod: 50_000 } }
      : give(asked, count),
  )
  const calls = () => site.asked.filter(({ path }) => !path.startsWith('/v2/usg/acs/'))
  return { site, calls }
}

export const signInTo = async (session: Session, site: string): Promise<unknown> =>
  await session.signIn({ site, credentials: { kind: 'appId', appId: 'app', appKey: 'key' }, remember: false })

/** A session signed in to a site that answers other calls with `give`. */
export async function signedIn(give: Give) {
  const { site, calls } = await signInSite(give)
  const { http, waits } = clientHttp()
  const session = createSession({ http, secrets: noSecrets, log: silentLog })
  await signInTo(session, site.url)
  return { site, session, waits, calls }
}
