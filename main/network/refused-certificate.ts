import type { X509Certificate } from 'node:crypto'
import type { TrustedCertificate } from '../../contract/settings.ts'

/** A refused certificate as plain data: enough to show it and to trust it later. */
export type RefusedCertificate = Omit<TrustedCertificate, 'trustedAt'> & {
  /** The fingerprint previously trusted for this host, if it differs. */
  expected: string | null
}

export function describeCertificate(
  certificate: X509Certificate,
  host: string,
  expected: string | null,
): RefusedCertificate {
  // A server can send a certificate with neither a name nor a date; Node returns undefined for an empty name.
  const issuer = (certificate.issuer as string | undefined) ?? ''
  const validTo = new Date(certificate.validTo)
  return {
    host,
    fingerprint: certificate.fingerprint256,
    pem: certificate.toString(),
    issuer: issuer.replaceAll('\n', ', '),
    validTo: Number.isNaN(validTo.getTime()) ? '' : validTo.toISOString(),
    expected,
  }
}

/** OpenSSL's verify errors as Node names them (or 'UNSPECIFIED'), and Node's own for host names. */
export function isCertificateError(code: string | undefined): boolean {
  return (
    code !== undefined &&
    (/^(CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERROR_IN_C|ERR_TLS_CERT_)/.test(code) ||
      ['INVALID_CA', 'INVALID_PURPOSE', 'PATH_LENGTH_EXCEEDED', 'HOSTNAME_MISMATCH', 'UNSPECIFIED'].includes(
        code,
      ))
  )
}
