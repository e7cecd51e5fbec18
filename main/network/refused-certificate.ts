import type { X509Certificate } from 'node:crypto'
import type { TrustedCertificate } from '../../contract/settings.ts'

/** A certificate that was refused, as plain data: enough to show it and to trust it later. */
export type RefusedCertificate = Omit<TrustedCertificate, 'trustedAt'> & {
  /** Fingerprint trusted for this host until now, when there was one and this is another. */
  expected: string | null
}

export function describeCertificate(
  certificate: X509Certificate,
  host: string,
  expected: string | null,
): RefusedCertificate {
  // Anybody can send a certificate with neither a name nor a date; Node gives undefined for an empty name.
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

/** OpenSSL's verify results as Node names them ('UNSPECIFIED' where it has no name), and Node's own about names. */
export function isCertificateError(code: string | undefined): boolean {
  return (
    code !== undefined &&
    (/^(CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERROR_IN_C|ERR_TLS_CERT_)/.test(code) ||
      ['INVALID_CA', 'INVALID_PURPOSE', 'PATH_LENGTH_EXCEEDED', 'HOSTNAME_MISMATCH', 'UNSPECIFIED'].includes(
        code,
      ))
  )
}
