import { AppError, type ErrorCode } from '../../contract/errors.ts'
import { isCertificateError, type RefusedCertificate } from './refused-certificate.ts'

const CODES: Record<string, ErrorCode> = {
  ENOTFOUND: 'OFFLINE',
  ECONNREFUSED: 'OFFLINE',
  ECONNRESET: 'OFFLINE',
  ECONNABORTED: 'OFFLINE',
  ENETUNREACH: 'OFFLINE',
  ENETDOWN: 'OFFLINE',
  EHOSTUNREACH: 'OFFLINE',
  EHOSTDOWN: 'OFFLINE',
  EADDRNOTAVAIL: 'OFFLINE',
  // The error of connect() when a local firewall blocks it.
  EACCES: 'OFFLINE',
  EPERM: 'OFFLINE',
  EPIPE: 'OFFLINE',
  ERR_STREAM_PREMATURE_CLOSE: 'OFFLINE',
  // A compressed body that lost its end.
  Z_BUF_ERROR: 'OFFLINE',
  EMFILE: 'TOO_MANY_FILES',
  ENFILE: 'TOO_MANY_FILES',
  ENOBUFS: 'TOO_MANY_FILES',
  ETIMEDOUT: 'TIMEOUT',
  ESOCKETTIMEDOUT: 'TIMEOUT',
  ABORT_ERR: 'TIMEOUT',
}

/**
 * Maps a network error to an AppError. Any other error becomes INTERNAL; an AppError is returned unchanged.
 * The detail contains code and host, never a path or a query.
 */
export function toNetworkError(error: unknown, url?: URL, lastRefused?: RefusedCertificate | null): AppError {
  if (error instanceof AppError) return error
  const found = innermost(error)
  const { code, name, text = '', refusedCertificate = lastRefused ?? undefined } = found
  if (refusedCertificate !== undefined && isCertificateError(code))
    return certificateFailure(refusedCertificate, found, error)
  const detail = [code ?? name, url?.host].filter(Boolean).join(' at ')
  if (isCertificateError(code)) return new AppError('CERT_UNTRUSTED', { detail }, { cause: error })
  if (name === 'AbortError' || name === 'TimeoutError')
    return new AppError('TIMEOUT', { detail }, { cause: error })
  const known = code === undefined ? undefined : code.startsWith('EAI_') ? 'OFFLINE' : CODES[code]
  if (known !== undefined) return new AppError(known, { detail }, { cause: error })
  const reason = tlsProblem(`${code ?? ''} ${text}`)
  if (reason !== null && url !== undefined)
    return new AppError('TLS_FAILED', { params: { host: url.host, reason }, detail }, { cause: error })
  // The server speaks neither TLS nor HTTP (a captive portal, a wrong port), or its compression is invalid.
  if (/^(HPE_|ERR_SSL_|EPROTO$|Z_|ERR__ERROR_|ERR_BROTLI_)/.test(code ?? ''))
    return new AppError('BAD_ANSWER', { detail }, { cause: error })
  return new AppError('INTERNAL', { detail: detail || String(error) }, { cause: error })
}

function certificateFailure(
  refused: RefusedCertificate,
  { code, text = '' }: NetworkError,
  cause: unknown,
): AppError {
  const { host, fingerprint, issuer, validTo, expected } = refused
  const reason = reasonOf(code, text)
  const shown = { host, fingerprint, issuer, validTo, ...(reason === null ? {} : { reason }) }
  const detail = code ?? 'the certificate was refused'
  if (expected !== null && expected !== fingerprint)
    return new AppError('CERT_CHANGED', { params: { ...shown, trusted: expected }, detail }, { cause })
  // The server sent its own certificate alone, and its issuer is unknown.
  const problem = code === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' ? { problem: 'incomplete-chain' } : {}
  return new AppError('CERT_UNTRUSTED', { params: { ...shown, ...problem }, detail }, { cause })
}

/** Why trusting the certificate cannot help: dates and signatures are checked for any issuer. */
function reasonOf(code: string | undefined, text: string): string | null {
  if (code === 'CERT_HAS_EXPIRED') return 'expired'
  if (code === 'CERT_NOT_YET_VALID') return 'not-yet-valid'
  // OpenSSL's messages about a signature by SHA-1 or MD5, or a short key; Node has no code for them.
  return code === 'UNSPECIFIED' && /(algorithm|key) too weak/i.test(text) ? 'weak' : null
}

/**
 * OpenSSL's reasons that no further attempt changes, from Node's code (ERR_SSL_…) or, where that is EPROTO only, its
 * message.
 */
const TLS_PROBLEMS: readonly [reason: string, pattern: RegExp][] = [
  ['old-protocol', /unsupported[ _]protocol|alert[ _]protocol[ _]version/i],
  ['no-tls', /wrong[ _]version[ _]number|http[ _]request|packet[ _]length[ _]too[ _]long/i],
  ['name-refused', /unrecognized[ _]name/i],
  ['client-certificate', /certificate[ _]required/i],
  [
    'weak',
    /key[ _]too[ _]small|unsafe[ _]legacy[ _]renegotiation|wrong[ _]signature[ _]type|unsupported[ _]elliptic/i,
  ],
  // Before TLS 1.3, a missing client certificate looks like no common cipher.
  [
    'refused',
    /alert[ _](handshake[ _]failure|bad[ _]certificate|certificate[ _]unknown|access[ _]denied|insufficient)/i,
  ],
]

function tlsProblem(text: string): string | null {
  if (!/ERR_SSL_|EPROTO/.test(text)) return null
  return TLS_PROBLEMS.find(([, pattern]) => pattern.test(text))?.[0] ?? null
}

interface NetworkError {
  code?: string
  name?: string
  /** The innermost message; it may contain an address, so it is only searched. */
  text?: string
  refusedCertificate?: RefusedCertificate
}

/** node-fetch wraps the system's error; Node's own happy-eyeballs wraps several. */
function innermost(error: unknown): NetworkError {
  let at = error as
    | (NetworkError & { cause?: unknown; errors?: unknown[]; erroredSysCall?: string; message?: unknown })
    | null
  let found: NetworkError = {}
  for (let depth = 0; depth < 5 && typeof at === 'object' && at !== null; depth += 1) {
    found = {
      ...found,
      ...(typeof at.code === 'string' ? { code: at.code } : {}),
      ...(typeof at.name === 'string' && found.name !== 'AbortError' ? { name: at.name } : {}),
      ...(typeof at.message === 'string' ? { text: at.message } : {}),
      ...(at.refusedCertificate === undefined ? {} : { refusedCertificate: at.refusedCertificate }),
    }
    at = (at.cause ?? at.errors?.[0] ?? null) as typeof at
  }
  return found
}
