import http from 'node:http'
import type https from 'node:https'
import tls, { type SecureContext } from 'node:tls'
import type { ProxyUrl } from '../../contract/proxy.ts'
import type { TrustedCertificate } from '../../contract/settings.ts'
import { AppError } from '../../contract/errors.ts'
import { isLoopback } from './address.ts'
import { CheckedAgent, KEPT, type Tunnel } from './checked-agent.ts'
import { type ResolveRoutes, hostOf } from './proxy.ts'
import type { RefusedCertificate } from './refused-certificate.ts'
import { systemAuthorities } from './system-authorities.ts'
import { openTunnel } from './tunnel.ts'

/** Less than a call may take, so that a silent proxy is named. */
export const TUNNEL_TIMEOUT_MS = 15_000

export interface NetworkConfig {
  /** PEM texts of further authorities. */
  extraCas: string[]
  trusted: TrustedCertificate[]
  onRefusedCertificate: (certificate: RefusedCertificate) => void
  /** Without it, every server is reached directly. Never asked about loopback. */
  resolveRoutes?: ResolveRoutes
  /** How long a proxy may take to open a way, in ms. */
  tunnelTimeoutMs?: number
}

export interface Network {
  /** The agent for a host: the one place where certificates and proxies are decided. */
  agentFor(url: URL): http.Agent
  /** The certificate last refused at a host (node-fetch drops what its error was made of). */
  lastRefused(host: string): RefusedCertificate | null
  /** Why the way through a proxy to a host last failed; for the same reason. */
  lastRouteError(host: string): AppError | null
}

/**
 * [Note: certificates] Download hosts are often bare IPs with private certificates. Verification is never switched
 * off. A certificate that fails is reported with its fingerprint; the user may trust that certificate for that
 * host, which then stands as an authority of its own for this host alone, and only while its fingerprint is the
 * one that was trusted: nothing it issued counts. A host whose new certificate passes the ordinary check needs no
 * trust and is accepted: that is the same proof every other host gives, and a trust once given must not make a host
 * unreachable when it gets a proper certificate. One that does not pass is CERT_CHANGED, never accepted by itself.
 */
export function createNetwork(config: NetworkConfig): Network {
  const { resolveRoutes, tunnelTimeoutMs: timeoutMs = TUNNEL_TIMEOUT_MS } = config
  const plain = new http.Agent(KEPT)
  const authorities = [...systemAuthorities(), ...config.extraCas]
  // One context for all hosts without a trust of their own: reading some hundred authorities anew for every
  // connection would cost the main thread more than the connection does.
  let ordinary: SecureContext | null = null
  const agents = new Map<string, https.Agent>()
  const refused = new Map<string, RefusedCertificate>()
  const noWays = new Map<string, AppError>()
  const onRefused = (certificate: RefusedCertificate): void => {
    refused.set(certificate.host, certificate)
    config.onRefusedCertificate(certificate)
  }

  const secureAgent = (host: string, tunnel: Tunnel | null): https.Agent => {
    const pin = config.trusted.find((certificate) => certificate.host === host) ?? null
    const secureContext =
      pin === null
        ? (ordinary ??= tls.createSecureContext({ ca: authorities }))
        : // Lets the trusted certificate itself end the chain, though it is not self-signed (Node 20.18, 22.9).
          tls.createSecureContext({ ca: [...authorities, pin.pem], allowPartialTrustChain: true })
    return new CheckedAgent({ host, pin, secureContext, onRefused, tunnel })
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
        if (error instanceof AppError) noWays.set(url.host, error)
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
    lastRefused: (host) => refused.get(host) ?? null,
    lastRouteError: (host) => noWays.get(host) ?? null,
  }
}
