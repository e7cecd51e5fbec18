import { constants } from 'node:crypto'
import http from 'node:http'
import type https from 'node:https'
import { setDefaultAutoSelectFamilyAttemptTimeout } from 'node:net'
import tls, { type SecureContext } from 'node:tls'
import type { ProxyUrl } from '../../contract/proxy.ts'
import type { TrustedCertificate } from '../../contract/settings.ts'
import { AppError } from '../../contract/errors.ts'
import { isLoopback } from './address.ts'
import { CheckedAgent, KEEP_ALIVE, type Tunnel } from './checked-agent.ts'
import { type ResolveRoutes, hostOf } from './proxy.ts'
import type { RefusedCertificate } from './refused-certificate.ts'
import { systemAuthorities } from './system-authorities.ts'
import { openTunnel } from './tunnel.ts'

/** Shorter than a call's timeout, so that the error names a silent proxy. */
export const TUNNEL_TIMEOUT_MS = 15_000

/**
 * How long one address of a host may take to connect before the next is tried. Node's 250 ms is shorter than a
 * round trip between continents or by satellite: a host with an unreachable IPv6 address could never be reached.
 * Long enough for one lost SYN, which is sent again after a second.
 */
const ADDRESS_TIMEOUT_MS = 3000

/** Node's own defaults, stated because NODE_OPTIONS could lower them (--tls-min-v1.0, --tls-cipher-list). */
const TLS_DEFAULTS = { minVersion: 'TLSv1.2', ciphers: constants.defaultCoreCipherList } as const

export interface NetworkConfig {
  /** PEM texts of additional authorities. */
  extraCas: string[]
  trusted: TrustedCertificate[]
  onRefusedCertificate: (certificate: RefusedCertificate) => void
  /** Without it, every server is reached directly. Never called for loopback. */
  resolveRoutes?: ResolveRoutes
  /** Timeout for a proxy to open a tunnel, in ms. */
  tunnelTimeoutMs?: number
}

export interface Network {
  /** The agent for a host: the only place that decides on certificates and proxies. */
  agentFor(url: URL): http.Agent
  /**
   * An agent that opens a new connection for each request. A server may close an idle one just when a request is
   * sent on it; whether that arrived is unknown then, so a request that must not be repeated needs a new one.
   */
  freshAgentFor(url: URL): http.Agent
  /** The certificate last refused at a host (node-fetch drops the error's cause). */
  lastRefused(host: string): RefusedCertificate | null
  /** Why the proxy route to a host last failed; for the same reason. */
  lastRouteError(host: string): AppError | null
}

/**
 * [Note: certificates] Download hosts are often bare IPs with private certificates. Verification is never
 * switched off. A certificate that fails is reported with its fingerprint; the user may trust that
 * certificate for that host. It then counts as an authority for this host only, and only while its
 * fingerprint is the trusted one: certificates it issued do not count. A host whose new certificate passes
 * the ordinary check needs no trust and is accepted: that is the same proof every other host gives, and an
 * earlier trust must not make a host unreachable once it gets a proper certificate. One that does not pass is
 * CERT_CHANGED, never accepted automatically.
 */
export function createNetwork(config: NetworkConfig): Network {
  const { resolveRoutes, tunnelTimeoutMs: timeoutMs = TUNNEL_TIMEOUT_MS } = config
  // Of the thread, so that it also counts for connections to proxies; each thread creates a network.
  setDefaultAutoSelectFamilyAttemptTimeout(ADDRESS_TIMEOUT_MS)
  const plain = new http.Agent(KEEP_ALIVE)
  const freshPlain = new http.Agent({ keepAlive: false })
  const authorities = [...systemAuthorities(), ...config.extraCas]
  // One shared context for all hosts without a pinned certificate: parsing some hundred authorities again for
  // every connection would cost the main thread more than the connection does.
  let ordinary: SecureContext | null = null
  const agents = new Map<string, https.Agent>()
  const freshAgents = new Map<string, https.Agent>()
  const refused = new Map<string, RefusedCertificate>()
  const routeErrors = new Map<string, AppError>()
  const onRefused = (certificate: RefusedCertificate): void => {
    refused.set(certificate.host, certificate)
    config.onRefusedCertificate(certificate)
  }

  const secureAgent = (host: string, tunnel: Tunnel | null, isFresh = false): https.Agent => {
    const pin = config.trusted.find((certificate) => certificate.host === host) ?? null
    const secureContext =
      pin === null
        ? (ordinary ??= tls.createSecureContext({ ...TLS_DEFAULTS, ca: authorities }))
        : // Accepts a pinned certificate as trust anchor even if it is not self-signed (Node 20.18, 22.9).
          tls.createSecureContext({
            ...TLS_DEFAULTS,
            ca: [...authorities, pin.pem],
            allowPartialTrustChain: true,
          })
    return new CheckedAgent({ host, pin, secureContext, onRefused, tunnel, isFresh })
  }

  const agentOfProxy = (proxy: ProxyUrl): https.Agent =>
    secureAgent(new URL(`https://${hostOf(proxy)}`).host, null)

  const tunnelTo = (url: URL): Tunnel | null => {
    if (resolveRoutes === undefined || isLoopback(url.hostname)) return null
    const target = { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 443) }
    const origin = new URL(url.origin)
    return async () => {
      try {
        return await openTunnel(await resolveRoutes(origin), target, { agentOfProxy, timeoutMs })
      } catch (error) {
        if (error instanceof AppError) routeErrors.set(url.host, error)
        throw error
      }
    }
  }

  return {
    agentFor: (url) => {
      if (url.protocol !== 'https:') return plain
      const agent = agents.get(url.host) ?? secureAgent(url.host, tunnelTo(url))
      agents.set(url.host, agent)
      return agent
    },
    freshAgentFor: (url) => {
      if (url.protocol !== 'https:') return freshPlain
      const agent = freshAgents.get(url.host) ?? secureAgent(url.host, tunnelTo(url), true)
      freshAgents.set(url.host, agent)
      return agent
    },
    lastRefused: (host) => refused.get(host) ?? null,
    lastRouteError: (host) => routeErrors.get(host) ?? null,
  }
}
