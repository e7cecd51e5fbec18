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

/** A connection on which to begin TLS; null: there is none, make your own. */
export type Tunnel = () => Promise<Duplex | null>

export interface CheckedAgentOptions {
  /** host or host:port, as a URL has it. */
  host: string
  pin: TrustedCertificate | null
  secureContext: SecureContext
  onRefused: (certificate: RefusedCertificate) => void
  /** null: always a connection of its own. */
  tunnel: Tunnel | null
}

/**
 * An idle connection is given up after this, as by Node's own default agent: one that went dead unseen, in a
 * sleep or behind a router, would hold up the next call until its timeout.
 */
export const KEPT = { keepAlive: true, timeout: 5000 }

function ignored(): void {}

/**
 * An agent for one host, which reads the certificate of whoever answers there before anything is sent. [Note:
 * certificates] TLS with the host is begun here alone, on a connection of its own or inside a proxy's tunnel.
 */
export class CheckedAgent extends https.Agent {
  readonly #host: string
  readonly #expected: string | null
  readonly #onRefused: (certificate: RefusedCertificate) => void
  readonly #tunnel: Tunnel | null

  constructor({ host, pin, secureContext, onRefused, tunnel }: CheckedAgentOptions) {
    super({
      ...KEPT,
      secureContext,
      ...(pin === null ? {} : { checkServerIdentity: identityOf(pin) }),
      // A resumed session would skip the certificate, and with it the reading below.
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
    if (this.#tunnel === null) return this.#watched(super.createConnection(options, callback))
    callbackify(this.#begun.bind(this, this.#tunnel, options))(callback ?? ignored)
    return undefined
  }

  /** Over a connection that is there, Node begins TLS on it (tls.connect, `socket`); over none, it makes one. */
  async #begun(tunnel: Tunnel, options: ConnectionOptions): Promise<Duplex> {
    const socket = await tunnel()
    return this.#watched(super.createConnection(socket === null ? options : { ...options, socket }))
  }

  #watched(stream: Duplex | null | undefined): TLSSocket {
    const socket = stream as TLSSocket
    // Before Node's own check runs on the same event and destroys the socket, its certificate can still be read.
    // By getPeerCertificate alone: after getPeerX509Certificate Node's check finds an empty certificate and refuses
    // every host there is (seen on Node 20.20 and 24).
    socket.prependListener('secure', () => {
      const { raw } = socket.getPeerCertificate() as { raw?: Buffer }
      // First of all, so that whoever hears of the error finds the certificate in it.
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

/** The trusted certificate may carry any name; any other must be valid for the host without its help. */
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
        return Object.assign(new Error('issued by a certificate that is trusted for itself alone'), {
          code: 'ERR_TLS_CERT_ISSUED_BY_TRUSTED',
        })
    }
    return tls.checkServerIdentity(hostname, certificate)
  }
}
