import { AppError } from '../../contract/errors.ts'
import type { TrustedCertificate } from '../../contract/settings.ts'
import type { SettingsAccess } from '../interfaces.ts'
import type { RefusedCertificate } from './refused-certificate.ts'

/** A certificate the user trusts before it was seen, by its fingerprint as Node shows it. */
export interface WantedCertificate {
  /** host[:port], as in a URL. */
  host: string
  fingerprint: string
}

/** More than a person looks at; each may be 16 KB, and a server can present another one at each connection. */
const MOST_REFUSED = 100

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

/**
 * [Note: certificates] Users can only trust a certificate main itself refused, never one a page names. `wanted`: trusted
 * as soon as a connection refuses them; from the command line, which has no page.
 */
export function createTrustedCertificates(
  settings: Pick<SettingsAccess, 'get' | 'set'>,
  now: () => Date = () => new Date(),
  wanted: readonly WantedCertificate[] = [],
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
  const trust = (host: string, fingerprint: string): void => {
    const { expected: _, ...trusted } = find(host, fingerprint)
    settings.set({ trusted: [...exceptOf(host), { ...trusted, trustedAt: now().toISOString() }] })
  }
  return {
    list: () => settings.get().trusted,
    refused: find,
    trust,
    forget: (host) => settings.set({ trusted: exceptOf(host) }),
    noteRefused: (certificate) => {
      const { host, fingerprint } = certificate
      const key = keyOf(host, fingerprint)
      // Deleted first, so that the oldest comes first.
      refused.delete(key)
      refused.set(key, certificate)
      for (const oldest of refused.keys()) if (refused.size > MOST_REFUSED) refused.delete(oldest)
      const isKnown = settings.get().trusted.some((one) => keyOf(one.host, one.fingerprint) === key)
      // Refused although it is trusted: it has expired, say. Trusting it again changes nothing.
      if (!isKnown && wanted.some((one) => keyOf(one.host, one.fingerprint) === key)) trust(host, fingerprint)
    },
  }
}
