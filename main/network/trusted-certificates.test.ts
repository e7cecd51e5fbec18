import { expect, test } from 'vitest'
import { defaultSettings, type TrustedCertificate } from '../../contract/settings.ts'
import type { RefusedCertificate } from './refused-certificate.ts'
import { createTrustedCertificates } from './trusted-certificates.ts'

function inMemory() {
  let trusted: TrustedCertificate[] = []
  return createTrustedCertificates(
    {
      get: () => ({ ...defaultSettings, trusted }),
      set: (patch) => void (trusted = patch.trusted ?? trusted),
    },
    () => new Date('2026-01-02T03:04:05Z'),
  )
}

const refused = (host: string, fingerprint: string): RefusedCertificate => ({
  ...{ host, fingerprint, pem: 'PEM', issuer: 'CN=Test', validTo: '2030-01-01T00:00:00.000Z' },
  expected: null,
})

test('a refused certificate can be trusted for its host', () => {
  const certificates = inMemory()
  certificates.noteRefused(refused('a.example:443', 'AA'))
  certificates.trust('a.example:443', 'AA')
  expect(certificates.list()).toEqual([
    {
      ...{ host: 'a.example:443', fingerprint: 'AA', pem: 'PEM', issuer: 'CN=Test' },
      ...{ validTo: '2030-01-01T00:00:00.000Z', trustedAt: '2026-01-02T03:04:05.000Z' },
    },
  ])
})

test('a certificate that was not refused cannot be trusted, nor for another host', () => {
  const certificates = inMemory()
  certificates.noteRefused(refused('a.example:443', 'AA'))
  for (const [host, fingerprint] of [
    ['a.example:443', 'BB'],
    ['b.example:443', 'AA'],
  ] as const)
    expect(() => certificates.trust(host, fingerprint)).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT' }),
    )
  expect(certificates.list()).toEqual([])
})

test('a host has one trusted certificate, the latest, until it is removed', () => {
  const certificates = inMemory()
  for (const [host, fingerprint] of [
    ['a.example:443', 'AA'],
    ['b.example:443', 'BB'],
    ['a.example:443', 'CC'],
  ] as const) {
    certificates.noteRefused(refused(host, fingerprint))
    certificates.trust(host, fingerprint)
  }
  expect(certificates.list().map(({ fingerprint }) => fingerprint)).toEqual(['BB', 'CC'])
  certificates.forget('a.example:443')
  expect(certificates.list().map(({ host }) => host)).toEqual(['b.example:443'])
})
