import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect } from 'vitest'
import { type Failure, toFailure } from '../../contract/errors.ts'
import { defaultSettings } from '../../contract/settings.ts'
import { readPacAnswer } from '../../main/network/proxy.ts'
import type { SettingsAccess } from '../../main/interfaces.ts'
import type { ServiceDeps } from '../../main/service-deps.ts'
import { createServices, type Services } from '../../main/services.ts'
import { certificateMaker } from '../certificates.ts'
import { silentLog } from '../cloud-client.ts'
import { BEYOND, freePort, proxyPrograms, type RealProxy } from '../proxies.ts'
import { APP, type MeetingService, startMeetingService } from './meeting-service.ts'
import { test as it } from '../fixtures.ts'

const certificates = certificateMaker()
const names = { names: `IP:${BEYOND}` }
const issued = certificates.issued('host', names)
const selfSigned = certificates.selfSigned('self', names)
const other = certificates.selfSigned('other', names)
const signInToProxy = { username: 'liu', password: 'SECRET-pass' }

let root = ''
let service: MeetingService
let settings: ReturnType<SettingsAccess['get']>
let password: string | null
const closers: (() => Promise<void>)[] = []

it.beforeEach(({ folder: madeRoot }) => {
  root = madeRoot
  settings = { ...defaultSettings, trusted: [], caFile: certificates.caFile }
  password = null
})
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})
afterAll(certificates.remove)

async function serve(certificate = issued): Promise<void> {
  service = await startMeetingService(certificate, certificate, ['m1'], BEYOND)
  closers.push(service.close)
}

/** One run of the app. */
async function open(more: Partial<ServiceDeps> = {}): Promise<Services> {
  const listeners = new Set<() => void>()
  const services = createServices({
    home: join(root, 'home'),
    settings: {
      get: () => settings,
      set: (patch) => {
        settings = { ...settings, ...patch }
        for (const listen of listeners) listen()
      },
      onChange: (listen) => {
        listeners.add(listen)
        return () => listeners.delete(listen)
      },
    },
    secrets: {
      keychain: async () => 'session',
      onLateKeychain: () => undefined,
      read: async (name) => (name === 'proxy-password' ? password : null),
      write: async () => {},
      remove: async () => {},
    },
    log: silentLog,
    language: () => 'en-US',
    transfers: new URL('../../out/main/transfer-worker.js', import.meta.url),
    limits: () => ({
      ...{ parallelFiles: 3, maxRetries: 1, retryWaitMs: 1, stallTimeoutMs: 20_000 },
      bytesPerSecond: null,
    }),
    keepsQueue: false,
    ...more,
  })
  closers.push(services.close)
  await services.start()
  return services
}

const signIn = (services: Services): Promise<unknown> =>
  services.session.signIn({ site: service.url, credentials: { kind: 'appId', ...APP }, remember: false })

const failureOf = (work: Promise<unknown>): Promise<Failure | null> => work.then(() => null, toFailure)

/** Downloads a file and returns the result. */
async function save(services: Services, fileType: string): Promise<Failure | string | null> {
  const { ids } = await services.downloads.addRecordings({
    ...{ confUUIDs: ['m1'], fileTypes: [fileType], folder: root },
  })
  await services.downloads.whenIdle()
  const download = services.downloads.list().find(({ id }) => id === ids[0])
  if (download?.state !== 'saved') return download?.failure ?? null
  return createHash('sha256')
    .update(readFileSync(join(download.folder, download.fileName)))
    .digest('hex')
}

for (const program of proxyPrograms)
  describe.skipIf(!program.isInstalled)(`through ${program.title}`, () => {
    async function startProxy(order: Parameters<typeof program.start>[0] = {}): Promise<RealProxy> {
      const proxy = await program.start(order)
      closers.push(proxy.stop)
      return proxy
    }
    const byHand = (proxy: RealProxy, username = ''): void => {
      settings = { ...settings, proxy: { mode: 'manual', url: proxy.url, username } }
    }

    it('signs in, lists and downloads, over a cut, with user name and password', async () => {
      await serve()
      const proxy = await startProxy({ signIn: signInToProxy })
      byHand(proxy, signInToProxy.username)
      password = signInToProxy.password
      const services = await open()
      await signIn(services)
      service.mishaps.set('m1/Hd', [{ cutAfter: 1_000_000 }])
      expect(await save(services, 'Hd')).toBe(service.sha256Of('m1/Hd'))
      expect(service.downloads.map(({ from }) => from > 0)).toEqual([false, true])
      const reached = proxy.reached()
      expect(new Set(reached)).toEqual(new Set([service.host, service.mediaHost]))
      expect(reached.filter((host) => host === service.mediaHost)).toHaveLength(2)
    })

    it('uses the first reachable route of the system', async () => {
      await serve()
      const proxy = await startProxy()
      const word = program.name === 'tinyproxy' ? 'PROXY' : 'SOCKS5'
      const answer = `PROXY 127.0.0.1:${await freePort()}; ${word} ${proxy.host}; DIRECT`
      const asked: string[] = []
      const services = await open({
        systemRoutes: async (origin) => {
          asked.push(origin)
          return readPacAnswer(answer)
        },
      })
      await signIn(services)
      expect(await save(services, 'Aux')).toBe(service.sha256Of('m1/Aux'))
      expect(new Set(proxy.reached())).toEqual(new Set([service.host, service.mediaHost]))
      // Once each, and no path.
      expect(asked.toSorted()).toEqual([service.url, `https://${service.mediaHost}`].toSorted())
    })

    it('a wrong password is the proxy’s failure, and is never repeated', async () => {
      await serve()
      const proxy = await startProxy({ signIn: signInToProxy })
      for (const wrong of ['WRONG-SECRET', null]) {
        byHand(proxy, wrong === null ? '' : signInToProxy.username)
        password = wrong
        const failure = await failureOf(signIn(await open()))
        expect(failure).toMatchObject({
          code: 'PROXY_FAILED',
          params: { proxy: proxy.host, reason: 'sign-in' },
        })
        expect(JSON.stringify(failure)).not.toContain('SECRET')
      }
      expect(service.calls).toEqual([])
    })

    it('a wrong password is tried once for a file: more could lock an account', async () => {
      await serve()
      const proxy = await startProxy({ signIn: signInToProxy })
      const word = program.name === 'tinyproxy' ? 'PROXY' : 'SOCKS5'
      const services = await open({
        systemRoutes: async (origin) =>
          origin === service.url ? [{ kind: 'direct' }] : readPacAnswer(`${word} ${proxy.host}`),
        limits: () => ({
          ...{ parallelFiles: 3, maxRetries: 5, retryWaitMs: 1, stallTimeoutMs: 20_000 },
          bytesPerSecond: null,
        }),
      })
      await signIn(services)
      expect(await save(services, 'Aux')).toMatchObject({
        code: 'PROXY_FAILED',
        params: { proxy: proxy.host, reason: 'sign-in' },
      })
      // Once to list the files, once for the only attempt.
      expect(service.calls.filter(({ what }) => what.endsWith('/downloadurls'))).toHaveLength(2)
    })

    it('a server the proxy cannot reach is the proxy’s failure too', async () => {
      const proxy = await startProxy()
      byHand(proxy)
      const services = await open()
      const site = `https://${BEYOND}:${await freePort()}`
      const credentials = { kind: 'appId', ...APP } as const
      expect(await failureOf(services.session.signIn({ site, credentials, remember: false }))).toMatchObject({
        code: 'PROXY_FAILED',
        params: { proxy: proxy.host, reason: 'refused' },
      })
    })

    it('a proxy that goes down fails the download with its code, and is never bypassed', async () => {
      await serve()
      const proxy = await startProxy()
      byHand(proxy)
      // The API is reached directly, so that only the media needs it.
      settings = { ...settings, proxy: { ...settings.proxy, mode: 'system' } }
      const services = await open({
        systemRoutes: async (origin) =>
          origin === service.url
            ? [{ kind: 'direct' }]
            : readPacAnswer(`${program.name === 'tinyproxy' ? 'PROXY' : 'SOCKS5'} ${proxy.host}`),
      })
      await signIn(services)
      expect(await save(services, 'Aux')).toBe(service.sha256Of('m1/Aux'))
      await proxy.stop()
      closers.splice(closers.indexOf(proxy.stop), 1)
      const received = service.downloads.length
      expect(await save(services, 'Hd')).toMatchObject({
        code: 'PROXY_FAILED',
        params: { proxy: proxy.host, reason: 'unreachable' },
      })
      expect(service.downloads).toHaveLength(received)
    })

    it('certificates are checked as without a proxy: unknown, trusted, changed', async () => {
      await serve(selfSigned)
      const proxy = await startProxy()
      byHand(proxy)
      const services = await open()
      const { host, mediaHost } = service
      expect(await failureOf(signIn(services))).toMatchObject({
        code: 'CERT_UNTRUSTED',
        params: { host, fingerprint: selfSigned.fingerprint },
      })
      expect(service.calls).toEqual([])
      services.certificates.trust(host, selfSigned.fingerprint)
      await signIn(services)

      expect(await save(services, 'Aux')).toMatchObject({
        code: 'CERT_UNTRUSTED',
        params: { host: mediaHost, fingerprint: selfSigned.fingerprint },
      })
      services.certificates.trust(mediaHost, selfSigned.fingerprint)
      expect(await save(services, 'Hd')).toBe(service.sha256Of('m1/Hd'))

      const calls = service.calls.length
      service.change(other)
      const changed = { fingerprint: other.fingerprint, trusted: selfSigned.fingerprint }
      // The end of the last connection still passes through the proxy.
      await expect
        .poll(() => failureOf(signIn(services)), { timeout: 10_000 })
        .toMatchObject({ code: 'CERT_CHANGED', params: { host, ...changed } })
      expect(service.calls).toHaveLength(calls)
      services.certificates.trust(host, other.fingerprint)
      expect(await save(services, 'Sd')).toMatchObject({
        code: 'CERT_CHANGED',
        params: { host: mediaHost, ...changed },
      })
      expect(service.downloads).toHaveLength(1)
      expect(new Set(proxy.reached())).toEqual(new Set([host, mediaHost]))
    })
  })

it('reaches this machine without a proxy, for any setting', async () => {
  const proxy = { host: `127.0.0.1:${await freePort()}` }
  const onLoopback = certificates.issued('loopback')
  service = await startMeetingService(onLoopback, onLoopback, ['m1'])
  closers.push(service.close)
  settings = { ...settings, proxy: { mode: 'manual', url: `http://${proxy.host}`, username: '' } }
  const services = await open()
  await signIn(services)
  expect(await save(services, 'Aux')).toBe(service.sha256Of('m1/Aux'))
})

it('fails if the system has only proxies of unknown kinds', async () => {
  await serve()
  const services = await open({ systemRoutes: async () => readPacAnswer('SOCKS 127.0.0.1:1080') })
  expect(await failureOf(signIn(services))).toMatchObject({
    code: 'PROXY_FAILED',
    params: { reason: 'unsupported' },
  })
})
