import { readFile } from 'node:fs/promises'
import { createServer, type Server, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import fetch from 'node-fetch'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { TrustedCertificate } from '../../contract/settings.ts'
import { toNetworkError } from '../../main/network/network-error.ts'
import { createNetwork, type Network } from '../../main/network/network.ts'
import type { RefusedCertificate } from '../../main/network/refused-certificate.ts'
import { type Certificate, type CertificateMaker, certificateMaker } from '../certificates.ts'
import { FILE, oneFile } from './one-file.ts'
import { good } from './misbehaving-server.ts'

const at = oneFile()
let maker: CertificateMaker
let ca = ''
let server: Server | undefined
let refused: RefusedCertificate | null = null

beforeAll(async () => {
  maker = certificateMaker()
  ca = await readFile(maker.caFile, 'utf8')
})
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  refused = null
})
afterAll(() => maker.remove())

/** Servers with outdated settings still exist; OpenSSL makes them only at its lowest security level. */
const OUTDATED = { ciphers: 'DEFAULT@SECLEVEL=0' }
const clientCertificate = (version: 'TLSv1.2' | 'TLSv1.3'): ServerOptions => ({
  ...maker.issued(`client-${version}`),
  ...{ requestCert: true, rejectUnauthorized: true, minVersion: version, maxVersion: version },
})

async function listen(options: ServerOptions): Promise<URL> {
  const started = createServer(options, (_, response) => {
    response.writeHead(200, { 'Content-Type': 'video/mp4', 'Content-Length': FILE.length }).end(FILE)
  })
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  return new URL(`https://127.0.0.1:${(started.address() as AddressInfo).port}/film.mp4`)
}

const network = (trusted: TrustedCertificate[] = []): Network =>
  createNetwork({ extraCas: [ca], trusted, onRefusedCertificate: (certificate) => (refused = certificate) })

/** A download and a call of the services; both must name the same. */
async function tried(
  url: URL,
  through: Network,
): Promise<{ outcome: object; setbacks: number; call: unknown }> {
  await at.serve(FILE, [good()])
  let links = 0
  const { outcome } = await at.run({
    deps: {
      agentFor: through.agentFor,
      freshLink: async () => {
        links += 1
        return { url: url.href, headers: {} }
      },
    },
  })
  const call = await fetch(url, { agent: through.agentFor(url) }).then(
    ({ status }) => status,
    (error: unknown) => toNetworkError(error, url, through.lastRefused(url.host)).failure,
  )
  return { outcome, setbacks: links - 1, call }
}

it.each([
  ['client-certificate', () => clientCertificate('TLSv1.3')],
  ['refused', () => clientCertificate('TLSv1.2')],
  [
    'refused',
    () => ({
      ...maker.issued('old-ciphers'),
      ...{ ...OUTDATED, ciphers: 'ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0', maxVersion: 'TLSv1.2' as const },
      ...{ sigalgs: 'ecdsa_secp384r1_sha384', ecdhCurve: 'secp224r1' },
    }),
  ],
])('TLS_FAILED, %s: the first attempt is the last', async (reason, options) => {
  const url = await listen(options())
  const { outcome, setbacks, call } = await tried(url, network())
  const failure = { code: 'TLS_FAILED', params: { host: url.host, reason } }
  expect(outcome).toMatchObject({ kind: 'failed', failure })
  expect(call).toMatchObject(failure)
  expect(setbacks).toBe(0)
})

it('CERT_UNTRUSTED, incomplete-chain: says so, and it can be trusted', async () => {
  maker.issued('between', { isAuthority: true })
  const url = await listen(maker.issued('leaf', { by: 'between' }))
  const before = await tried(url, network())
  const failure = {
    code: 'CERT_UNTRUSTED',
    params: { host: url.host, issuer: 'CN=between', problem: 'incomplete-chain' },
  }
  expect(before.outcome).toMatchObject({ kind: 'failed', failure })
  expect(before.call).toMatchObject(failure)
  expect(before.setbacks).toBe(0)

  const { expected: _, ...certificate } = refused as unknown as RefusedCertificate
  const trusted = network([{ ...certificate, trustedAt: '2026-01-01T00:00:00.000Z' }])
  expect(await tried(url, trusted)).toMatchObject({ outcome: { kind: 'saved' }, call: 200 })
})

it('CERT_UNTRUSTED, weak: says so, and is not offered for trust, which could not help', async () => {
  const url = await listen({ ...maker.issued('by-sha1', { digest: 'sha1' }), ...OUTDATED })
  const failure = { code: 'CERT_UNTRUSTED', params: { host: url.host, reason: 'weak' } }
  expect(await tried(url, network())).toMatchObject({
    ...{ outcome: { kind: 'failed', failure }, setbacks: 0, call: failure },
  })
  const { expected: _, ...certificate } = refused as unknown as RefusedCertificate
  const trusted = network([{ ...certificate, trustedAt: '2026-01-01T00:00:00.000Z' }])
  expect(await tried(url, trusted)).toMatchObject({ outcome: { failure }, call: failure })
})

it('a complete chain needs no trust', async () => {
  const between: Certificate = maker.issued('between-2', { isAuthority: true })
  const { key, cert } = maker.issued('leaf-2', { by: 'between-2' })
  const url = await listen({ key, cert: `${cert}\n${between.cert}` })
  expect(await tried(url, network())).toMatchObject({ outcome: { kind: 'saved' }, call: 200 })
})
