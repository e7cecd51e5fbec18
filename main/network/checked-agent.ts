import { X509Certificate } from 'node:crypto'
import https from 'node:https'
import type { Duplex } from 'node:stream'
import { callbackify } from 'node:util'
import tls, {
  type ConnectionOptions,
  type DetailedPeerCertificate,
  type SecureContext,
  type TLSSocket,
} from 'node:tls'
import type { TrustedCertificate } from '../../contract/settings.ts'
import { describeCertificate, isCertificateError, type RefusedCertificate } from './refused-certificate.ts'

/** A connection to start TLS on; null: none, open a new one. */
export type Tunnel = () => Promise<Duplex | null>

export interface CheckedAgentOptions {
  /** host or host:port, as in a URL. */
  host: string
  pin: TrustedCertificate | null
  secureContext: SecureContext
  onRefused: (certificate: RefusedCertificate) => void
  /** null: connect directly. */
  tunnel: Tunnel | null
  /** Each request gets a connection of its own. */
  isFresh?: boolean
}

/**
 * Idle connections are closed after this, as by Node's default agent: one that died silently, during sleep or
 * behind a router, would block the next call until its timeout.
 */
export const KEEP_ALIVE = { keepAlive: true, timeout: 5000 }

function ignored(): void {}

/**
 * An agent for one host, which reads the server's certificate before anything is sent. [Note: certificates]
 * TLS with the host is started only here, on a new connection or inside a proxy's tunnel.
 */
export class CheckedAgent extends https.Agent {
  readonly #host: string
  readonly #expected: string | null
  readonly #onRefused: (certificate: RefusedCertificate) => void
  readonly #tunnel: Tunnel | null

  constructor({ host, pin, secureContext, onRefused, tunnel, isFresh = false }: CheckedAgentOptions) {
    super({
      ...(isFresh ? { keepAlive: false } : KEEP_ALIVE),
      secureContext,
      ...(pin === null ? {} : { checkServerIdentity: identityOf(pin) }),
      // A resumed session would skip the certificate, and so the check below.
      maxCachedSessions: 0,
    })
    this.#host = host
    this.#expected = pin?.fingerprint ?? null
    this.#onRefused = onRefused
    this.#tunnel = tunnel
  }

  override createConnection(
    options: ConnectionOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    // Stated here, where TLS starts: without it, NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment switches the
    // check off (node:_tls_wrap, connect).
    const checked = { ...options, rejectUnauthorized: true }
    if (this.#tunnel === null) return this.#watched(super.createConnection(checked, callback))
    callbackify(this.#begun.bind(this, this.#tunnel, checked))(callback ?? ignored)
    return undefined
  }

  /**
   * Starts TLS on the tunnel's connection if there is one (tls.connect, `socket`), else on a new connection.
   */
  async #begun(tunnel: Tunnel, options: ConnectionOptions): Promise<Duplex> {
    const socket = await tunnel()
    return this.#watched(super.createConnection(socket === null ? options : { ...options, socket }))
  }

  #watched(stream: Duplex | null | undefined): TLSSocket {
    const socket = stream as TLSSocket
    // Runs before Node's own check on the same event, which may destroy the socket; until then its
    // certificate can be read. Only with getPeerCertificate: after getPeerX509Certificate, Node's check finds
    // an empty certificate and refuses every host (seen on Node 20.20 and 24).
    socket.prependListener('secure', () => {
      const { raw } = socket.getPeerCertificate() as { raw?: Buffer }
      // Prepended, so that every later listener finds the certificate in the error.
      socket.prependOnceListener('error', (error: NodeJS.ErrnoException) => {
        if (raw === undefined || !isCertificateError(error.code)) return
        const refused = describeCertificate(new X509Certificate(raw), this.#host, this.#expected)
        Object.assign(error, { refusedCertificate: refused })
        this.#onRefused(refused)
      })
    })
    return socket
  }
}

/** Accepts any name in the pinned certificate; any other must be valid for the host without it. */
function identityOf(pin: TrustedCertificate): NonNullable<ConnectionOptions['checkServerIdentity']> {
  return (hostname, certificate) => {
    if (certificate.fingerprint256 === pin.fingerprint) return undefined
    let issuer = (certificate as DetailedPeerCertificate).issuerCertificate
    for (
      const seen = new Set<unknown>();
      issuer !== undefined && !seen.has(issuer);
      issuer = issuer.issuerCertificate
    ) {
      seen.add(issuer)
      if (issuer.fingerprint256 === pin.fingerprint)
        return Object.assign(new Error('issued by a certificate that is trusted only for itself'), {
          code: 'ERR_TLS_CERT_ISSUED_BY_TRUSTED',
        })
    }
    return tls.checkServerIdentity(hostname, certificate)
  }
}
