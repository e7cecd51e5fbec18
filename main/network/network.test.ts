import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { type Failure, toFailure } from '../../contract/errors.ts'
import type { TrustedCertificate } from '../../contract/settings.ts'
import { type Certificate, certificateMaker } from '../../test/certificates.ts'
import { createHttp } from '../cloud/http.ts'
import { get } from '../transfer/request.ts'
import { toNetworkError } from './network-error.ts'
import { createNetwork, type Network, type NetworkConfig } from './network.ts'
import type { RefusedCertificate } from './refused-certificate.ts'

const ELSEWHERE = { names: 'DNS:elsewhere.example' }
const make = certificateMaker()
const certificates = {
  own: make.selfSigned('own'),
  'own-next': make.selfSigned('own-next'),
  misnamed: make.selfSigned('misnamed', ELSEWHERE),
  'misnamed-next': make.selfSigned('misnamed-next', ELSEWHERE),
  nameless: make.selfSigned('nameless', { subject: '/' }),
  proper: make.issued('proper'),
  'misnamed-proper': make.issued('misnamed-proper', ELSEWHERE),
  expired: make.issued('expired', { days: -1 }),
  'of-own': make.issued('of-own', { by: 'own' }),
}
type Name = keyof typeof certificates
const fingerprintOf = (name: Name): string => certificates[name].fingerprint

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})
afterAll(make.remove)

/** Answers every request. `heard`: every byte received over TLS, before it is parsed as HTTP. */
async function serve(name: Name, port = 0) {
  let heard = ''
  const resumed: boolean[] = []
  const { key, cert }: Certificate = certificates[name]
  const server = https.createServer({ key, cert }, (_, answer) => answer.end('hello'))
  server.on('secureConnection', (socket: TLSSocket) => {
    resumed.push(socket.isSessionReused())
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')))
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const { port: given } = server.address() as AddressInfo
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    if (!server.listening) return
    server.close()
    await once(server, 'close')
  }
  closers.push(close)
  const host = `127.0.0.1:${given}`
  return { host, port: given, url: new URL(`https://${host}/file`), heard: () => heard, resumed, close }
}

function networkWith(config: Partial<NetworkConfig> = {}) {
  const refused: RefusedCertificate[] = []
  // A certificate is sent from the worker thread: it must be plain data.
  const onRefusedCertificate = (one: RefusedCertificate): void => void refused.push(structuredClone(one))
  return { refused, network: createNetwork({ extraCas: [], trusted: [], onRefusedCertificate, ...config }) }
}

function trusting(host: string, name: Name): TrustedCertificate[] {
  const { cert: pem, fingerprint } = certificates[name]
  return [{ host, fingerprint, pem, issuer: '', validTo: '', trustedAt: '' }]
}

const log = { info: () => {}, warn: () => {}, error: () => {} }

/** Like every call of a service. */
async function byFetch(url: URL, network: Network): Promise<unknown> {
  const calls = createHttp({ network: () => network, language: () => 'en-US', log })
  return (await calls.ask({ method: 'GET', url, headers: { Authorization: 'SECRET' }, isRepeatable: true }))
    .body
}

/** Like every download. */
async function byDownload(url: URL, network: Network): Promise<unknown> {
  const link = { url: url.href, headers: { Authorization: 'SECRET' } }
  const { agentFor } = network
  const answer = await get(link, {}, { agentFor, signal: new AbortController().signal, timeoutMs: 30_000 })
  return (await answer.message().toArray()).join('')
}

describe.each([
  ['a call', byFetch],
  ['a download', byDownload],
] as const)('%s', (_, by) => {
  /** 'hello', or the failure as data. */
  async function ask(url: URL, config: Partial<NetworkConfig> | ReturnType<typeof networkWith> = {}) {
    const { network } = 'network' in config ? config : networkWith(config)
    return await by(url, network).catch((error: unknown): Failure => toFailure(toNetworkError(error, url)))
  }

  describe('to a host with an untrusted certificate', () => {
    it('is refused with nothing sent, and reported so that it can be trusted', async () => {
      const { url, host, heard } = await serve('own')
      const asked = networkWith()
      const fingerprint = fingerprintOf('own')
      expect(await ask(url, asked)).toMatchObject({
        code: 'CERT_UNTRUSTED',
        params: { host, fingerprint, issuer: 'CN=own', validTo: expect.stringMatching(/Z$/) },
      })
      expect(heard()).toBe('')
      expect(asked.refused).toHaveLength(1)
      expect(new X509Certificate(asked.refused[0]?.pem ?? '').fingerprint256).toBe(fingerprint)
      expect(asked.network.lastRefused(host)).toEqual(asked.refused[0])
    })

    it.each(['own', 'proper', 'misnamed', 'misnamed-proper', 'nameless'] as const)(
      'succeeds once it is trusted for that host: %s',
      async (name) => {
        const { url, host, heard } = await serve(name)
        expect(await ask(url)).toMatchObject({ code: 'CERT_UNTRUSTED' })
        expect(heard()).toBe('')
        expect(await ask(url, { trusted: trusting(host, name) })).toBe('hello')
        expect(heard()).toContain('SECRET')
      },
    )

    it('is refused if it is trusted for another host', async () => {
      const { url, heard } = await serve('own')
      expect(await ask(url, { trusted: trusting('127.0.0.1:1', 'own') })).toMatchObject({
        code: 'CERT_UNTRUSTED',
      })
      expect(heard()).toBe('')
    })

    it('is refused as expired once it has expired, even if trusted', async () => {
      const { url, host, heard } = await serve('expired')
      const configs = [{ extraCas: [make.authority.cert] }, { trusted: trusting(host, 'expired') }]
      for (const config of configs)
        expect(await ask(url, config)).toMatchObject({
          code: 'CERT_UNTRUSTED',
          params: { host, fingerprint: fingerprintOf('expired'), reason: 'expired' },
        })
      expect(heard()).toBe('')
    })
  })

  describe('to a host with a trusted certificate', () => {
    it.each([
      ['own', 'own-next'],
      ['misnamed', 'misnamed-next'],
      ['misnamed', 'own'],
      // A certificate issued by the trusted one is another certificate, even if its issuer is known.
      ['own', 'of-own'],
    ] as const)('refuses another certificate: %s, then %s', async (before, after) => {
      const { url, host, heard } = await serve(after)
      expect(await ask(url, { trusted: trusting(host, before) })).toMatchObject({
        code: 'CERT_CHANGED',
        params: { host, fingerprint: fingerprintOf(after), trusted: fingerprintOf(before) },
      })
      expect(heard()).toBe('')
    })

    it('refuses another certificate presented while the app runs', async () => {
      const first = await serve('own')
      const asked = networkWith({ trusted: trusting(first.host, 'own') })
      expect(await ask(first.url, asked)).toBe('hello')
      await first.close()
      const { freeSockets } = asked.network.agentFor(first.url)
      await expect.poll(() => Object.keys(freeSockets)).toEqual([])
      const second = await serve('own-next', first.port)
      expect(await ask(second.url, asked)).toMatchObject({ code: 'CERT_CHANGED' })
      expect(second.heard()).toBe('')
    })

    it('accepts another certificate that passes the ordinary check', async () => {
      const { url, host } = await serve('proper')
      const config = { extraCas: [make.authority.cert], trusted: trusting(host, 'own') }
      expect(await ask(url, config)).toBe('hello')
    })
  })

  it('checks the certificate of every connection: no TLS session is resumed', async () => {
    const { url, host, resumed } = await serve('own')
    const asked = networkWith({ trusted: trusting(host, 'own') })
    const agent = asked.network.agentFor(url)
    for (let n = 0; n < 3; n += 1) {
      expect(await ask(url, asked)).toBe('hello')
      agent.destroy()
    }
    expect(resumed).toEqual([false, false, false])
  })

  it('accepts an additional authority, only for the names it certifies', async () => {
    const proper = await serve('proper')
    const misnamed = await serve('misnamed-proper')
    const config = { extraCas: [make.authority.cert] }
    expect(await ask(proper.url, config)).toBe('hello')
    expect(await ask(misnamed.url, config)).toMatchObject({
      code: 'CERT_UNTRUSTED',
      detail: expect.stringContaining('ALTNAME'),
    })
    expect(misnamed.heard()).toBe('')
  })

  it('is refused if the additional authority is not a certificate', async () => {
    const { url } = await serve('own')
    expect(await ask(url, { extraCas: ['no certificate'] })).toMatchObject({ code: 'CERT_UNTRUSTED' })
  })
})

describe('TLS that can never work is named', () => {
  const { key, cert } = certificates.proper
  const plainHttp = () => http.createServer((_, answer) => answer.end('hello'))
  const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
  it.each([
    ['no-tls', plainHttp],
    ['old-protocol', () => https.createServer({ key, cert, ...old })],
  ] as const)('%s', async (reason, start) => {
    const server = start()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    closers.push(async () => void server.close())
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
    const url = new URL(`https://${host}/`)
    const { network } = networkWith({ extraCas: [make.authority.cert] })
    for (const by of [byFetch, byDownload]) {
      const failure = await by(url, network).catch((error: unknown) => toFailure(toNetworkError(error, url)))
      expect(failure).toMatchObject({ code: 'TLS_FAILED', params: { host, reason } })
    }
  })
})
