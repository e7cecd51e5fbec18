import { AppError } from '../../contract/errors.ts'
import type { TrustedCertificate } from '../../contract/settings.ts'
import type { SettingsAccess } from '../interfaces.ts'
import type { RefusedCertificate } from './refused-certificate.ts'

/** The certificates the user trusts manually, one per host. Stored in the settings. */
export interface TrustedCertificates {
  list(): TrustedCertificate[]
  /** A certificate refused since the start; BAD_INPUT for any other. */
  refused(host: string, fingerprint: string): RefusedCertificate
  /**
   * Trusts a certificate refused since the start; any other is BAD_INPUT. Replaces the host's previous one.
   */
  trust(host: string, fingerprint: string): void
  forget(host: string): void
  /** Call this with every certificate that a connection refuses. */
  noteRefused(certificate: RefusedCertificate): void
}

/** [Note: certificates] Users can only trust a certificate main itself refused, never one a page names. */
export function createTrustedCertificates(
  settings: Pick<SettingsAccess, 'get' | 'set'>,
  now: () => Date = () => new Date(),
): TrustedCertificates {
  const refused = new Map<string, RefusedCertificate>()
  const keyOf = (host: string, fingerprint: string): string => `${host} ${fingerprint}`
  const find = (host: string, fingerprint: string): RefusedCertificate => {
    const certificate = refused.get(keyOf(host, fingerprint))
    if (certificate === undefined)
      throw new AppError('BAD_INPUT', { detail: 'no such certificate was refused' })
    return certificate
  }
  const exceptOf = (host: string): TrustedCertificate[] =>
    settings.get().trusted.filter((other) => other.host !== host)
  return {
    list: () => settings.get().trusted,
    refused: find,
    trust: (host, fingerprint) => {
      const { expected: _, ...trusted } = find(host, fingerprint)
      settings.set({ trusted: [...exceptOf(host), { ...trusted, trustedAt: now().toISOString() }] })
    },
    forget: (host) => settings.set({ trusted: exceptOf(host) }),
    noteRefused: (certificate) => {
      refused.set(keyOf(certificate.host, certificate.fingerprint), certificate)
    },
  }
}
