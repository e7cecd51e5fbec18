import { expect, test, vi } from 'vitest'
import { type Credentials, SITE_URLS } from '../../contract/account.ts'
import { defaultSettings, type Settings } from '../../contract/settings.ts'
import { accountCalls } from './account.ts'
import { accountKey, consentFor } from './consent.ts'
import type { AskConsent, HandlerContext } from './handler-context.ts'
import { certificateCalls } from './settings.ts'

const PASSWORD: Extract<Credentials, { kind: 'password' }> = {
  kind: 'password',
  account: 'liu@example.com',
  password: 'p',
}

function withSettings(stored: Partial<Settings>, answer = true) {
  const askConsent = vi.fn<AskConsent>(async () => answer)
  const get = () => ({ ...defaultSettings, ...stored, trusted: [] })
  return { askConsent, consent: consentFor(askConsent, { get }), stored }
}
const asked = (askConsent: ReturnType<typeof vi.fn<AskConsent>>) =>
  askConsent.mock.calls.map(([question]) => question)

test.each([
  ['mainland', 'mainland', null],
  ['international', 'mainland', null],
  [SITE_URLS.international, 'mainland', null],
  ['https://own.example', 'https://own.example/', null],
  ['https://own.example/gateway', 'https://own.example', null],
  ['https://own.example', 'mainland', 'https://own.example'],
  ['https://own.example:8443', 'https://own.example', 'https://own.example:8443'],
  ['http://127.0.0.1:8080/secret', 'https://own.example', 'http://127.0.0.1:8080'],
  [' https://other.example/secret?x=1 ', 'https://own.example', 'https://other.example'],
])('a sign-in to %s after one to %s asks for %s', async (site, last, address) => {
  const { consent, askConsent } = withSettings({ site: last })
  await consent.toSignIn({ site, credentials: PASSWORD }, false)
  expect(asked(askConsent)).toEqual(address === null ? [] : [{ kind: 'site', address }])
})

const APP: Credentials = { kind: 'appId', appId: 'app', appKey: 'key' }
const known = (...credentials: Credentials[]): Partial<Settings> => ({
  accounts: credentials.map((one) => accountKey('mainland', one)),
})
test.each<[string, Partial<Settings>, Credentials, boolean, string | null]>([
  ['the first account', {}, PASSWORD, false, null],
  ['another than the one signed in, which is not remembered', {}, PASSWORD, true, 'liu@example.com'],
  ['the known account', known(PASSWORD), PASSWORD, true, null],
  ['with another password', known(PASSWORD), { ...PASSWORD, password: 'new' }, true, null],
  ['another account after a sign-out', known(PASSWORD), { ...PASSWORD, account: 'x' }, false, 'x'],
  ['the same text as an App ID', known({ ...PASSWORD, account: 'app' }), APP, false, 'app'],
  ['another user of a known App ID', known(APP), { ...APP, userId: '张三' }, false, 'app · 张三'],
  ['another enterprise of it', known(APP), { ...APP, corpId: '8' }, false, 'app · 8'],
  ['an access token', known(PASSWORD), { kind: 'token', accessToken: 't' }, false, ''],
  ['a name that draws over the box', known(APP), { ...PASSWORD, account: 'a\u202E\n\nb' }, false, 'a b'],
  ['a long name', known(APP), { ...PASSWORD, account: 'x'.repeat(2000) }, false, 'x'.repeat(80)],
])('%s at a known site asks for %5$s', async (_what, stored, credentials, isSignedIn, name) => {
  const { consent, askConsent } = withSettings(stored)
  await consent.toSignIn({ site: 'mainland', credentials }, isSignedIn)
  const address = SITE_URLS.mainland
  expect(asked(askConsent)).toEqual(name === null ? [] : [{ kind: 'account', address, name }])
})

test('an account known at one site is another account at another site', async () => {
  const { consent, askConsent } = withSettings(known(PASSWORD))
  await consent.toSignIn({ site: 'international', credentials: PASSWORD }, false)
  expect(asked(askConsent)).toMatchObject([{ kind: 'account', address: SITE_URLS.international }])
})

test('a new site with a new account is one question', async () => {
  const { consent, askConsent } = withSettings(known(PASSWORD))
  await consent.toSignIn({ site: 'https://own.example', credentials: APP }, true)
  await consent.toSignIn({ site: 'https://own.example', credentials: APP }, true)
  expect(asked(askConsent)).toEqual([{ kind: 'site', address: 'https://own.example' }])
})

function signingIn(stored: Settings, answer: boolean) {
  const askConsent = vi.fn<AskConsent>(async () => answer)
  const signIn = vi.fn(async () => ({ account: null, failure: null }))
  const settings = { get: () => stored, set: (patch: Partial<Settings>) => Object.assign(stored, patch) }
  const services = { session: { signIn, state: () => ({ account: null, failure: null }) } }
  const calls = accountCalls({ services, settings, askConsent } as unknown as HandlerContext)
  const go = (credentials: Credentials) =>
    calls['account.signIn']({ site: 'mainland', credentials, remember: true })
  return { go, signIn, askConsent }
}

test('a declined account is sent nowhere and stays unknown; one that signed in is known', async () => {
  const stored = { ...defaultSettings, trusted: [] }
  const first = signingIn(stored, false)
  await first.go(PASSWORD)
  expect(first.askConsent).not.toHaveBeenCalled()
  await expect(first.go(APP)).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(first.signIn).toHaveBeenCalledOnce()
  expect(stored.accounts).toEqual(known(PASSWORD).accounts)

  const next = signingIn(stored, true)
  await next.go(APP)
  await next.go({ kind: 'token', accessToken: 'one of today' })
  expect(stored.accounts).toEqual(known(APP, PASSWORD).accounts)
  expect(JSON.stringify(stored.accounts)).not.toContain('liu')

  next.signIn.mockRejectedValueOnce(new Error('wrong password'))
  await expect(next.go({ ...PASSWORD, account: 'typo' })).rejects.toThrow('wrong password')
  expect(stored.accounts).toHaveLength(2)
})

test.each([
  ['', 'https://a.example', null],
  ['https://a.example/v2', 'https://a.example/v1', null],
  ['https://b.example/secret', 'https://a.example', 'https://b.example'],
  ['https://b.example/secret', '', 'https://b.example'],
  ['https://a.example:1/', 'https://a.example', 'https://a.example:1'],
])('the meetings server %j after %j asks for %s', async (next, meetingsUrl, address) => {
  const { consent, askConsent } = withSettings({ meetingsUrl })
  await consent.toMeetings(next)
  expect(asked(askConsent)).toEqual(address === null ? [] : [{ kind: 'meetings', address }])
})

const at = (mode: 'system' | 'manual' | 'none', url: string, username = '') => ({ mode, url, username })
test.each([
  ['the same proxy', at('manual', 'http://a:1'), at('manual', 'http://a:1', 'liu'), null],
  ['no proxy', at('manual', 'http://a:1'), at('none', 'http://b:1'), null],
  ['the system proxy', at('manual', 'http://a:1'), at('system', 'http://b:1'), null],
  ['another proxy', at('manual', 'http://a:1'), at('manual', 'http://b:1'), 'http://b:1'],
  // Stored without a question, because it was not in use.
  ['a stored proxy', at('system', 'http://b:1'), at('manual', 'http://b:1'), 'http://b:1'],
])('%s asks for %4$s', async (_what, proxy, next, address) => {
  const { consent, askConsent } = withSettings({ proxy })
  await consent.toProxy(next)
  expect(asked(askConsent)).toEqual(address === null ? [] : [{ kind: 'proxy', address }])
})

test('an unknown address is refused before anything is asked', async () => {
  const { consent, askConsent } = withSettings({})
  for (const address of ['http://example.com', 'https://u:p@example.com', 'nonsense']) {
    await expect(consent.toSignIn({ site: address, credentials: PASSWORD }, false)).rejects.toMatchObject({
      code: 'ADDRESS_REFUSED',
    })
    await expect(consent.toMeetings(address)).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' })
  }
  expect(askConsent).not.toHaveBeenCalled()
})

test('consent holds for the run, for one kind of server, and a refusal for none', async () => {
  const { consent, askConsent } = withSettings({})
  await consent.toSignIn({ site: 'https://a.example', credentials: PASSWORD }, false)
  await consent.toSignIn({ site: 'https://a.example', credentials: PASSWORD }, false)
  expect(askConsent).toHaveBeenCalledOnce()
  await consent.toMeetings('https://a.example')
  expect(askConsent).toHaveBeenCalledTimes(2)

  const declining = withSettings({}, false)
  for (let times = 1; times <= 2; times += 1) {
    await expect(
      declining.consent.toSignIn({ site: 'https://a.example', credentials: PASSWORD }, false),
    ).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(declining.askConsent).toHaveBeenCalledTimes(times)
  }
})

test('a proxy that was in use may be used again', async () => {
  const { consent, askConsent, stored } = withSettings({ proxy: at('manual', 'http://a:1') })
  await consent.toProxy(at('none', 'http://a:1'))
  stored.proxy = at('none', 'http://a:1')
  await consent.toProxy(at('manual', 'http://a:1'))
  expect(askConsent).not.toHaveBeenCalled()
})

function certificates(answer: boolean) {
  const askConsent = vi.fn<AskConsent>(async () => answer)
  const trust = vi.fn()
  const services = {
    certificates: {
      refused: (host: string, fingerprint: string) => {
        if (host !== 'a:443' || fingerprint !== 'BB') throw new Error('not refused')
      },
      list: () => [{ host: 'a:443', fingerprint: 'AA' }],
      trust,
    },
  }
  return { calls: certificateCalls({ services, askConsent } as unknown as HandlerContext), askConsent, trust }
}

test('a certificate is trusted only with consent, which names the host and both fingerprints', async () => {
  const declined = certificates(false)
  const wanted = { host: 'a:443', fingerprint: 'BB' }
  await expect(declined.calls['certificates.trust'](wanted)).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(asked(declined.askConsent)).toEqual([{ kind: 'certificate', ...wanted, trusted: 'AA' }])
  expect(declined.trust).not.toHaveBeenCalled()

  const accepted = certificates(true)
  await accepted.calls['certificates.trust'](wanted)
  expect(accepted.trust).toHaveBeenCalledExactlyOnceWith('a:443', 'BB')
})

test('a certificate that main has not refused is not asked for', async () => {
  const { calls, askConsent, trust } = certificates(true)
  await expect(
    calls['certificates.trust']({ host: 'a:443', fingerprint: 'a text of the page' }),
  ).rejects.toThrow('not refused')
  expect(askConsent).not.toHaveBeenCalled()
  expect(trust).not.toHaveBeenCalled()
})
