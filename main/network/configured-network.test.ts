import { readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { certificateMaker } from '../../test/certificates.ts'
import { defaultSettings, type Settings, type TrustedCertificate } from '../../contract/settings.ts'
import { createConfiguredNetwork } from './configured-network.ts'

const certificates = certificateMaker()
const { caFile } = certificates
const pem = readFileSync(caFile, 'utf8')
afterAll(certificates.remove)

type Current = Settings & { trusted: TrustedCertificate[] }

const trusted = [
  {
    host: '127.0.0.1:443',
    fingerprint: certificates.authority.fingerprint,
    pem: certificates.authority.cert,
    issuer: 'CN=Test',
    validTo: '2030-01-01T00:00:00.000Z',
    trustedAt: '2026-01-02T03:04:05.000Z',
  },
]

function withSettings(settings: Partial<Current>) {
  let current: Current = { ...defaultSettings, trusted: [], ...settings }
  const network = createConfiguredNetwork({
    settings: { get: () => current },
    resolveRoutes: async () => [],
    onRefusedCertificate: () => {},
  })
  const applied: { extraCas: string[]; trusted: TrustedCertificate[] }[] = []
  network.onApplied((config) => applied.push(config))
  return { network, applied, change: (patch: Partial<Current>) => void (current = { ...current, ...patch }) }
}

test('the CA file is loaded after the settings that need no file', async () => {
  const { network, applied } = withSettings({ caFile, trusted })
  await network.apply()
  expect(applied).toEqual([
    { extraCas: [], trusted },
    { extraCas: [pem], trusted },
  ])
})

test('a certificate can be trusted while the CA file is missing, and the authorities stay', async () => {
  const { network, applied, change } = withSettings({ caFile })
  await network.apply()
  const before = network.current()
  change({ caFile: `${caFile}.gone`, trusted })
  await expect(network.apply()).rejects.toMatchObject({
    code: 'BAD_INPUT',
    failure: { params: { reason: 'ca-file' } },
  })
  expect(applied.at(-1)).toEqual({ extraCas: [pem], trusted })
  expect(network.current()).not.toBe(before)
})

test('a CA file that is no longer the chosen one once read is not used', async () => {
  const { network, applied, change } = withSettings({ caFile })
  const reading = network.apply()
  change({ caFile: null })
  await reading
  expect(applied).toEqual([{ extraCas: [], trusted: [] }])
})

test('connections are kept until the network settings change', async () => {
  const { network, change } = withSettings({})
  await network.apply()
  const first = network.current()
  change({ theme: 'dark', parallelFiles: 8 })
  await network.apply()
  expect(network.current()).toBe(first)
  change({ proxy: { mode: 'none', url: '', username: '' } })
  await network.apply()
  expect(network.current()).not.toBe(first)
})
