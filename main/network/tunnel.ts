import http from 'node:http'
import https from 'node:https'
import { isIP, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { ProxyUrl } from '../../contract/proxy.ts'
import { AppError } from '../../contract/errors.ts'
import { toNetworkError } from './network-error.ts'
import { hostOf, type ProxyRoute } from './proxy.ts'
import { isCertificateError } from './refused-certificate.ts'
import { USER_AGENT } from './user-agent.ts'

export interface Target {
  /** A host name or an address, IPv6 without brackets. */
  host: string
  port: number
}

export interface TunnelDeps {
  /** For proxies that are themselves reached over TLS: checks their certificates. */
  agentOfProxy: (proxy: ProxyUrl) => https.Agent
  /** Timeout for a proxy's answer, in ms. */
  timeoutMs: number
}

type Reason = 'unreachable' | 'no-answer' | 'not-a-proxy' | 'sign-in' | 'refused' | 'unsupported'

/**
 * Opens the first route that works: null for the direct one, else a connection through the proxy, on which
 * TLS with the server itself starts. A proxy that is down is skipped for the next route, as in browsers; one
 * that refuses is not. Rejects with PROXY_FAILED, which names the proxy and the reason, or with its
 * certificate error; never includes a password.
 */
export async function openTunnel(
  routes: ProxyRoute[],
  target: Target,
  deps: TunnelDeps,
): Promise<Duplex | null> {
  let failure = new AppError('PROXY_FAILED', {
    params: { reason: 'unsupported' satisfies Reason },
    detail: 'no proxy of a supported kind is configured',
  })
  for (const route of routes) {
    if (route.kind === 'direct') return null
    try {
      const open = route.kind === 'socks5' ? throughSocks : throughHttp
      return (await open(route, target, deps)).on('error', ignored)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      failure = error
      const { reason } = error.failure.params ?? {}
      if (error.code !== 'PROXY_FAILED' || (reason !== 'unreachable' && reason !== 'no-answer')) break
    }
  }
  throw failure
}

/** TLS on top of it reports the same error; without a listener it would end the process. */
function ignored(): void {}

/**
 * Node's own CONNECT (node:http, event 'connect') rather than an agent's: it limits the size of a proxy's
 * answer, can be aborted in time, and leaves TLS with the server to the one agent that checks certificates.
 */
function throughHttp(proxy: ProxyUrl, { host, port }: Target, deps: TunnelDeps): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const isSecure = proxy.kind === 'https'
    const authority = isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`
    const request = (isSecure ? https : http).request({
      method: 'CONNECT',
      host: proxy.host,
      port: proxy.port,
      path: authority,
      agent: isSecure ? deps.agentOfProxy(proxy) : false,
      // Otherwise Node uses the name in the Host header, which is the server's (node:_http_agent,
      // calculateServerName).
      servername: isIP(proxy.host) === 0 ? proxy.host : '',
      headers: { Host: authority, 'User-Agent': USER_AGENT, ...signInOf(proxy) },
    })
    const timer = setTimeout(() => request.destroy(failed(proxy, 'no-answer')), deps.timeoutMs)
    request.once('connect', ({ statusCode = 0, headers }, socket: Socket, head) => {
      clearTimeout(timer)
      if (statusCode >= 200 && statusCode < 300) {
        socket.unshift(head)
        resolve(socket)
        return
      }
      socket.destroy()
      // tinyproxy answers 401 to a wrong password (1.11).
      const wantsSignIn = statusCode === 407 || statusCode === 401
      const scheme = wantsSignIn ? unsupportedScheme(headers) : null
      if (scheme === null) reject(failed(proxy, wantsSignIn ? 'sign-in' : 'refused', `HTTP ${statusCode}`))
      else reject(failed(proxy, 'sign-in', `HTTP ${statusCode}, ${scheme} only`, { scheme }))
    })
    // Never removed: aborting causes a second error.
    request.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer)
      reject(ofConnection(proxy, error))
    })
    request.end()
  })
}

/**
 * The first scheme that a proxy offers, unless Basic is among them; null without an offer. Several may stand in one
 * header, separated by commas, as do the parameters of each (RFC 9110, 11.6.1).
 */
export function unsupportedScheme(headers: http.IncomingHttpHeaders): string | null {
  const offers = (headers['proxy-authenticate'] ?? headers['www-authenticate'] ?? '')
    // Quoted values may contain commas.
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, '""')
    .split(',')
    .flatMap((offer) => /^\s*([A-Za-z][\w-]{0,30})(?:\s+\S.*|\s*)$/.exec(offer)?.[1] ?? [])
  const isBasic = offers.some((scheme) => scheme.toLowerCase() === 'basic')
  return isBasic ? null : (offers[0] ?? null)
}

function signInOf({ username, password }: ProxyUrl): http.OutgoingHttpHeaders {
  if (username === '' && password === '') return {}
  const credentials = Buffer.from(`${username}:${password}`).toString('base64')
  return { 'Proxy-Authorization': `Basic ${credentials}` }
}

async function throughSocks(proxy: ProxyUrl, target: Target, deps: TunnelDeps): Promise<Duplex> {
  const { username, password } = proxy
  // SOCKS encodes each length in one byte (RFC 1928 and 1929); socks 2.8.10 throws an uncatchable exception.
  const longest = Math.max(...[target.host, username, password].map((text) => Buffer.byteLength(text)))
  if (longest > 255) throw failed(proxy, 'refused', 'longer than SOCKS allows')
  // Loaded on demand: few users have such a proxy, and it is a tenth of the code run before the window opens.
  const { SocksClient } = await import('socks')
  try {
    const { socket } = await SocksClient.createConnection({
      command: 'connect',
      proxy: {
        ...{ host: proxy.host, port: proxy.port, type: 5 },
        ...(username === '' && password === '' ? {} : { userId: username, password }),
      },
      destination: target,
      timeout: deps.timeoutMs,
    })
    return socket
  } catch (error) {
    // Not passed as cause: this error contains the password (SocksClientError.options).
    const { message } = error as Error
    const shortage = /\b(?:EMFILE|ENFILE)\b/.exec(message)?.[0]
    if (shortage !== undefined) throw toNetworkError({ code: shortage }, addressOf(proxy))
    throw failed(proxy, reasonOfSocks(message), message)
  }
}

/** By the package's messages (socks 2.8.10, constants.ts, ERRORS): it has no codes. */
function reasonOfSocks(message: string): Reason {
  if (/authentication/i.test(message)) return 'sign-in'
  if (/timed out/.test(message)) return 'no-answer'
  if (/rejected connection/.test(message)) return 'refused'
  return /^(connect|getaddrinfo) /.test(message) ? 'unreachable' : 'not-a-proxy'
}

const addressOf = (proxy: ProxyUrl): URL => new URL(`https://${hostOf(proxy)}`)

function ofConnection(proxy: ProxyUrl, error: NodeJS.ErrnoException): AppError {
  if (error instanceof AppError) return error
  const { code = '' } = error
  // The certificate is the proxy's, and can be trusted like any other. A missing descriptor is not its fault.
  if (isCertificateError(code) || /^(?:EMFILE|ENFILE)$/.test(code))
    return toNetworkError(error, addressOf(proxy))
  const isDown = error.syscall === 'connect' || error.syscall === 'getaddrinfo' || code === 'ETIMEDOUT'
  return failed(proxy, isDown ? 'unreachable' : 'not-a-proxy', code)
}

function failed(proxy: ProxyUrl, reason: Reason, more = '', params: { scheme?: string } = {}): AppError {
  const detail = [reason, more].filter(Boolean).join(', ')
  return new AppError('PROXY_FAILED', {
    params: { proxy: hostOf(proxy), reason, ...params },
    detail: `${detail} at ${hostOf(proxy)}`,
  })
}
