import { createHttp } from '../main/cloud/http.ts'
import { createSession } from '../main/cloud/session.ts'
import { createNetwork } from '../main/network/network.ts'
import type { SecretStore } from '../main/ports.ts'
import { type Asked, type Given, jsonSite } from './json-site.ts'

export const silentLog = { info: () => {}, warn: () => {}, error: () => {} }
const noSecrets: SecretStore = {
  keychain: async () => 'session',
  onLateKeychain: () => undefined,
  read: async () => null,
  write: async () => {},
  remove: async () => {},
}

/** The real HTTP layer; waits take no time and are kept. */
export function clientHttp() {
  const network = createNetwork({ extraCas: [], trusted: [], onRefusedCertificate: () => {} })
  const waits: number[] = []
  const wait = async (ms: number): Promise<void> => void waits.push(ms)
  const http = createHttp({ network: () => network, language: () => 'en-US', log: silentLog, wait })
  return { http, waits }
}

/** A session signed in to a site whose other calls `give` answers. */
export async function signedIn(give: (asked: Asked, count: number) => Given | null) {
  const site = await jsonSite((asked, count) =>
    asked.path.startsWith('/v2/usg/acs/')
      ? { body: { accessToken: 'live-token', validPeriod: 50_000 } }
      : give(asked, count),
  )
  const { http, waits } = clientHttp()
  const session = createSession({ http, secrets: noSecrets, log: silentLog })
  const credentials = { kind: 'appId', appId: 'app', appKey: 'key' } as const
  await session.signIn({ site: site.url, credentials, remember: false })
  const calls = () => site.asked.filter(({ path }) => !path.startsWith('/v2/usg/acs/'))
  return { site, session, waits, calls }
}
