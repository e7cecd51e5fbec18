import { expect, test, vi } from 'vitest'
import { SITE_URLS } from '../../contract/account.ts'
import { defaultSettings, type Settings } from '../../contract/settings.ts'
import { consentFor } from './consent.ts'
import type { AskConsent, HandlerContext } from './handler-context.ts'
import { certificateCalls } from './settings.ts'

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
  await consent.toSite(site)
  expect(asked(askConsent)).toEqual(address === null ? [] : [{ kind: 'site', address }])
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
    await expect(consent.toSite(address)).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' })
    await expect(consent.toMeetings(address)).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' })
  }
  expect(askConsent).not.toHaveBeenCalled()
})

test('consent holds for the run, for one kind of server, and a refusal for none', async () => {
  const { consent, askConsent } = withSettings({})
  await consent.toSite('https://a.example')
  await consent.toSite('https://a.example')
  expect(askConsent).toHaveBeenCalledOnce()
  await consent.toMeetings('https://a.example')
  expect(askConsent).toHaveBeenCalledTimes(2)

  const declining = withSettings({}, false)
  for (let times = 1; times <= 2; times += 1) {
    await expect(declining.consent.toSite('https://a.example')).rejects.toMatchObject({ code: 'CANCELLED' })
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
