import { expect, test } from 'vitest'
import { defaultSettings, type TrustedCertificate } from '../../contract/settings.ts'
import type { RefusedCertificate } from './refused-certificate.ts'
import { createTrustedCertificates, type WantedCertificate } from './trusted-certificates.ts'

function inMemory(wanted: WantedCertificate[] = []) {
  let trusted: TrustedCertificate[] = []
  return createTrustedCertificates(
    {
      get: () => ({ ...defaultSettings, trusted }),
      set: (patch) => void (trusted = patch.trusted ?? trusted),
    },
    () => new Date('2026-01-02T03:04:05Z'),
    wanted,
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

test('a wanted certificate is trusted when it is refused, only for its host', () => {
  const certificates = inMemory([{ host: 'a.example:443', fingerprint: 'AA' }])
  certificates.noteRefused(refused('a.example:443', 'BB'))
  certificates.noteRefused(refused('b.example:443', 'AA'))
  expect(certificates.list()).toEqual([])
  certificates.noteRefused(refused('a.example:443', 'AA'))
  certificates.noteRefused(refused('a.example:443', 'AA'))
  expect(certificates.list()).toMatchObject([{ host: 'a.example:443', fingerprint: 'AA' }])
})

test('of many refused certificates only the last hundred can be trusted', () => {
  const certificates = inMemory()
  for (let n = 0; n < 150; n += 1) {
    certificates.noteRefused(refused('a.example:443', String(n)))
    // Refused again and again, so it stays.
    certificates.noteRefused(refused('b.example:443', 'BB'))
  }
  expect(() => certificates.trust('a.example:443', '50')).toThrow('no such certificate')
  certificates.trust('a.example:443', '51')
  certificates.trust('b.example:443', 'BB')
  expect(certificates.list()).toHaveLength(2)
})
