import { AppError } from '../../contract/errors.ts'
import type { TrustedCertificate } from '../../contract/settings.ts'
import type { SettingsAccess } from '../ports.ts'
import type { RefusedCertificate } from './refused-certificate.ts'

/** The certificates that the user trusts by hand, one for each host. They are kept in the settings. */
export interface TrustedCertificates {
  list(): TrustedCertificate[]
  /** Only a certificate that was refused since the start; any other is BAD_INPUT. Replaces the host's last one. */
  trust(host: string, fingerprint: string): void
  forget(host: string): void
  /** To be called with every certificate that a connection refuses. */
  noteRefused(certificate: RefusedCertificate): void
}

/**
 * [Note: certificates] What the user may be asked to trust is what main itself saw refused, never what a page names.
 */
export function createTrustedCertificates(
  settings: Pick<SettingsAccess, 'get' | 'set'>,
  now: () => Date = () => new Date(),
): TrustedCertificates {
  const refused = new Map<string, RefusedCertificate>()
  const keyOf = (host: string, fingerprint: string): string => `${host} ${fingerprint}`
  const exceptOf = (host: string): TrustedCertificate[] =>
    settings.get().trusted.filter((other) => other.host !== host)
  return {
    list: () => settings.get().trusted,
    trust: (host, fingerprint) => {
      const certificate = refused.get(keyOf(host, fingerprint))
      if (certificate === undefined)
        throw new AppError('BAD_INPUT', { detail: 'no such certificate was refused' })
      const { expected: _, ...trusted } = certificate
      settings.set({ trusted: [...exceptOf(host), { ...trusted, trustedAt: now().toISOString() }] })
    },
    forget: (host) => settings.set({ trusted: exceptOf(host) }),
    noteRefused: (certificate) => {
      refused.set(keyOf(certificate.host, certificate.fingerprint), certificate)
    },
  }
}
