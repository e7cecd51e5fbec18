import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { type Failure, toFailure } from '../../contract/errors.ts'
import type { ProxyUrl } from '../../contract/proxy.ts'
import { certificateMaker } from '../../test/certificates.ts'
import { takeDescriptors } from '../../test/no-descriptors.ts'
import { createHttp } from '../cloud/http.ts'
import { get } from '../transfer/request.ts'
import { toNetworkError } from './network-error.ts'
import { createNetwork, type NetworkConfig } from './network.ts'
import { hostOf, type ProxyRoute } from './proxy.ts'
import { unsupportedScheme } from './tunnel.ts'
import { USER_AGENT } from './user-agent.ts'

/** Loopback is never reached through a proxy, so the server has a name that only the proxy knows. */
const NAME = 'meetings.example'
const make = certificateMaker()
const served = make.issued('served', { names: `DNS:${NAME}` })
const selfSigned = make.selfSigned('self', { names: 'DNS:elsewhere.example' })
const ofProxy = make.issued('of-proxy')
const log = { info: () => {}, warn: () => {}, error: () => {} }
const signIn = { username: 'liu', password: 'SECRET:pass' }

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})
afterAll(make.remove)

/** Starts a server; its connections are cut at the end of the test. */
async function listen<S extends Server>(server: S): Promise<{ server: S; port: number; open: Set<Socket> }> {
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    open.add(socket.on('error', () => undefined))
    socket.once('close', () => open.delete(socket))
    // A socket that is not read never emits its end.
    if (!(server instanceof http.Server || server instanceof https.Server)) socket.resume()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  return { server, port: (server.address() as AddressInfo).port, open }
}

/** The server to be reached. */
async function serve(certificate = served) {
  const received: string[] = []
  const { port } = await listen(
    https.createServer(certificate, ({ url = '', headers }, answer) => {
      received.push(`${url} ${headers.authorization}`)
      answer.end(JSON.stringify('hello'))
    }),
  )
  return { port, url: new URL(`https://${NAME}:${port}/file?onceToken=SECRET`), received }
}

/** A route through a proxy of this kind on this port. */
const by = (port: number, more: Partial<ProxyUrl> = {}): ProxyRoute => ({
  ...{ kind: 'http', host: '127.0.0.1', port, username: '', password: '' },
  ...more,
})

function networkBy(routes: ProxyRoute[] | Error, more: Partial<NetworkConfig> = {}) {
  const resolveRoutes = async (): Promise<ProxyRoute[]> => {
    if (routes instanceof Error) throw routes
    return routes
  }
  return createNetwork({
    ...{ extraCas: [make.authority.cert], trusted: [], onRefusedCertificate: () => {} },
    ...{ resolveRoutes, tunnelTimeoutMs: 20_000, ...more },
  })
}
type TestedNetwork = ReturnType<typeof networkBy>

async function byFetch(url: URL, network: TestedNetwork): Promise<unknown> {
  const { ask } = createHttp({ network: () => network, language: () => 'en-US', log })
  return (await ask({ method: 'GET', url, headers: { Authorization: 'SECRET' }, isRepeatable: true })).body
}

async function byDownload(url: URL, { agentFor }: TestedNetwork): Promise<unknown> {
  const link = { url: url.href, headers: { Authorization: 'SECRET' } }
  const answer = await get(link, {}, { agentFor, signal: new AbortController().signal, timeoutMs: 30_000 })
  return JSON.parse((await answer.message().toArray()).join(''))
}

/** A test proxy that connects every CONNECT to this machine, for any requested host. */
function joining(server: http.Server, asked: http.IncomingMessage[] = []): http.Server {
  return server.on('connect', (request: http.IncomingMessage, client: Socket) => {
    asked.push(request)
    const far = connect(Number(request.url?.split(':').at(-1)), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      far.pipe(client).pipe(far)
    })
    far.on('error', () => client.destroy())
    client.on('error', () => far.destroy()).on('close', () => far.destroy())
  })
}
/** An answer may take long on a busy machine: only a proxy that never answers gets a short timeout. */
const patience = (reason: string): number => (reason === 'no-answer' ? 300 : 20_000)
/** Answers every CONNECT with this. */
const saying = (text: string) => (): Server =>
  http.createServer().on('connect', (_request, client: Socket) => client.end(text))
/** Sends this on every connection. */
const blurting = (text: string) => (): Server => createServer((client) => client.end(text))

describe.each([
  ['a call', byFetch],
  ['a download', byDownload],
] as const)('%s through a proxy', (_, ask) => {
  /** 'hello', or the failure as data. */
  const end = (url: URL, network: TestedNetwork): Promise<unknown> =>
    ask(url, network).catch((error: unknown): Failure => toFailure(toNetworkError(error, url)))

  it('names the server and signs in, once for many calls but again for each file, and sends the proxy nothing else', async () => {
    const { url, port, received } = await serve()
    const asked: http.IncomingMessage[] = []
    const proxy = await listen(joining(http.createServer(), asked))
    const network = networkBy([by(proxy.port, signIn)])
    for (let n = 0; n < 3; n += 1) expect(await end(url, network)).toBe('hello')
    expect(received).toHaveLength(3)
    expect(asked).toHaveLength(ask === byFetch ? 1 : 3)
    expect(asked[0]).toMatchObject({
      url: `${NAME}:${port}`,
      headers: {
        host: `${NAME}:${port}`,
        'user-agent': USER_AGENT,
        'proxy-authorization': `Basic ${Buffer.from('liu:SECRET:pass').toString('base64')}`,
      },
    })
    expect(asked[0]?.headers).not.toHaveProperty('authorization')
  })

  it.each([
    ['sign-in', saying('HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n')],
    ['sign-in', saying('HTTP/1.1 407 No\r\nProxy-Authenticate: Digest realm="a, Basic", nonce="b"\r\n\r\n')],
    ['refused', saying('HTTP/1.1 403 Filtered\r\n\r\n<html>')],
    ['refused', saying('HTTP/1.1 502 Bad Gateway\r\n\r\n')],
    ['refused', saying('HTTP/1.1 301 Moved\r\nLocation: https://evil.example/\r\n\r\n')],
    ['not-a-proxy', saying('')],
    ['not-a-proxy', blurting('SSH-2.0-OpenSSH_9.2p1\r\n')],
    ['not-a-proxy', blurting('')],
    ['not-a-proxy', blurting(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}`)],
    ['no-answer', () => createServer()],
  ])('fails with %s', async (reason, start) => {
    const proxy = await listen(start())
    const { url, received } = await serve()
    const route = by(proxy.port, signIn)
    const failure = await end(url, networkBy([route], { tunnelTimeoutMs: patience(reason) }))
    expect(failure).toMatchObject({
      code: 'PROXY_FAILED',
      params: { reason, proxy: hostOf(route as ProxyUrl) },
    })
    expect(JSON.stringify(failure)).not.toContain('SECRET')
    expect(received).toEqual([])
    // No connection to an abandoned proxy stays open.
    await expect.poll(() => proxy.open.size).toBe(0)
  })

  it.each([
    ['not-a-proxy', () => http.createServer()],
    ['not-a-proxy', blurting('HTTP/1.1 200 OK\r\n\r\n')],
    ['no-answer', () => createServer()],
  ])('fails with %s if the server is not a SOCKS proxy', async (reason, start) => {
    const proxy = await listen(start())
    const { url } = await serve()
    const route = by(proxy.port, { kind: 'socks5', ...signIn })
    const network = networkBy([route], { tunnelTimeoutMs: patience(reason) })
    const failure = await end(url, network)
    expect(failure).toMatchObject({ code: 'PROXY_FAILED', params: { reason } })
    expect(JSON.stringify(failure)).not.toContain('SECRET')
    await expect.poll(() => proxy.open.size).toBe(0)
  })

  it('survives a host name too long for SOCKS, whose exception could not be caught', async () => {
    const proxy = await listen(createServer())
    const url = new URL(`https://${'a.'.repeat(150)}example/`)
    expect(await end(url, networkBy([by(proxy.port, { kind: 'socks5' })]))).toMatchObject({
      code: 'PROXY_FAILED',
      params: { reason: 'refused' },
    })
  })

  it.each(['http', 'socks5'] as const)(
    'does not blame a proxy (%s) for a missing descriptor',
    async (kind) => {
      const { url } = await serve()
      takeDescriptors('EMFILE', 20)
      expect(await end(url, networkBy([by(9, { kind })]))).toMatchObject({ code: 'TOO_MANY_FILES' })
    },
  )

  it('skips a proxy that is down, but not one that refuses', async () => {
    const { url, received } = await serve()
    const down = await listen(createServer())
    down.server.close()
    await once(down.server, 'close')
    const good = await listen(joining(http.createServer()))
    const refusing = await listen(saying('HTTP/1.1 403 No\r\n\r\n')())
    expect(await end(url, networkBy([by(down.port), by(good.port)]))).toBe('hello')
    expect(await end(url, networkBy([by(down.port)]))).toMatchObject({
      code: 'PROXY_FAILED',
      params: { reason: 'unreachable', proxy: `127.0.0.1:${down.port}` },
    })
    expect(await end(url, networkBy([by(refusing.port), by(good.port)]))).toMatchObject({
      code: 'PROXY_FAILED',
      params: { reason: 'refused', proxy: `127.0.0.1:${refusing.port}` },
    })
    expect(await end(url, networkBy([]))).toMatchObject({
      code: 'PROXY_FAILED',
      params: { reason: 'unsupported' },
    })
    expect(received).toHaveLength(1)
  })

  it('checks the server’s certificate inside the tunnel', async () => {
    const { url, received } = await serve(selfSigned)
    const proxy = await listen(joining(http.createServer()))
    const { fingerprint, cert: pem } = selfSigned
    const trusted = { host: url.host, fingerprint, pem, issuer: '', validTo: '', trustedAt: '' }
    expect(await end(url, networkBy([by(proxy.port)]))).toMatchObject({
      code: 'CERT_UNTRUSTED',
      params: { host: url.host, fingerprint },
    })
    const before = { ...trusted, fingerprint: served.fingerprint, pem: served.cert }
    expect(await end(url, networkBy([by(proxy.port)], { trusted: [before] }))).toMatchObject({
      code: 'CERT_CHANGED',
      params: { host: url.host, fingerprint, trusted: served.fingerprint },
    })
    expect(received).toEqual([])
    expect(await end(url, networkBy([by(proxy.port)], { trusted: [trusted] }))).toBe('hello')
  })

  it('connects to a proxy over TLS, and checks its certificate', async () => {
    const { url, received } = await serve()
    const good = await listen(joining(https.createServer(ofProxy)))
    const bad = await listen(joining(https.createServer(selfSigned)))
    expect(await end(url, networkBy([by(good.port, { kind: 'https' })]))).toBe('hello')
    expect(received).toHaveLength(1)
    expect(await end(url, networkBy([by(bad.port, { kind: 'https', ...signIn })]))).toMatchObject({
      code: 'CERT_UNTRUSTED',
      params: { host: `127.0.0.1:${bad.port}`, fingerprint: selfSigned.fingerprint },
    })
    expect(received).toHaveLength(1)
  })
})

it.each([
  ['Basic realm="a"', null],
  ['Digest realm="a, Basic", nonce="b", qop="auth"', 'Digest'],
  ['Negotiate, NTLM', 'Negotiate'],
  ['NTLM', 'NTLM'],
  ['Digest realm="a", nonce="b", Basic realm="c"', null],
  ['NTLM, Basic realm="c"', null],
  ['', null],
  ['"', null],
])('a proxy that offers %j lacks %j', (offer, scheme) => {
  expect(unsupportedScheme({ 'proxy-authenticate': offer })).toBe(scheme)
})
