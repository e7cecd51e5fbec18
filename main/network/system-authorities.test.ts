import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tls from 'node:tls'
import { afterAll, afterEach, expect, it, vi } from 'vitest'
import { certificateMaker } from '../../test/certificates.ts'
import { readAuthorities } from './system-authorities.ts'

const make = certificateMaker()
const folder = mkdtempSync(join(tmpdir(), 'authorities-'))
const other = make.selfSigned('other')
/** As in distributions: with text between. */
const bundle = join(folder, 'bundle.crt')
writeFileSync(bundle, `# An authority\n${make.authority.cert}\nanother\n${other.cert}`)
const single = join(folder, 'single.pem')
writeFileSync(single, other.cert)

afterAll(() => {
  make.remove()
  rmSync(folder, { recursive: true })
})
afterEach(() => vi.restoreAllMocks())

/** As on Node before 22.15, or if Node finds no system authorities. */
function withoutNodesHelp(): void {
  const { getCACertificates } = tls as { getCACertificates?: unknown }
  if (getCACertificates === undefined) return
  vi.spyOn(tls as unknown as { getCACertificates: (kind: string) => string[] }, 'getCACertificates') //
    .mockImplementation((kind) => (kind === 'system' ? [] : [...tls.rootCertificates]))
}
const names = (texts: string[]): string[] =>
  [make.authority.cert, other.cert].map((cert) => (texts.includes(cert.trim()) ? 'there' : 'missing'))

it('contains Node’s own authorities', () => {
  expect(readAuthorities({}, [])).toEqual(expect.arrayContaining([...tls.rootCertificates]))
})

it.runIf(process.platform === 'linux')('reads the first existing file of the distributions', () => {
  withoutNodesHelp()
  expect(names(readAuthorities({}, [join(folder, 'none'), bundle, single]))).toEqual(['there', 'there'])
  expect(names(readAuthorities({}, [single, bundle]))).toEqual(['missing', 'there'])
})

it('reads SSL_CERT_FILE instead, and nothing if it is missing', () => {
  withoutNodesHelp()
  expect(names(readAuthorities({ SSL_CERT_FILE: single }, [bundle]))).toEqual(['missing', 'there'])
  expect(names(readAuthorities({ SSL_CERT_FILE: folder }, [bundle]))).toEqual(['missing', 'missing'])
})

it('lists no authority twice, also if another list breaks its lines elsewhere', () => {
  withoutNodesHelp()
  const [known = ''] = tls.rootCertificates
  const base64 = known.replace(/-----[^-]+-----|\s/g, '')
  const wrapped = (base64.match(/.{1,40}/g) ?? []).join('\n')
  const rewrapped = join(folder, 'rewrapped.pem')
  writeFileSync(
    rewrapped,
    `-----BEGIN CERTIFICATE-----\n${wrapped}\n-----END CERTIFICATE-----\n${other.cert}`,
  )
  const all = readAuthorities({ SSL_CERT_FILE: rewrapped })
  expect(new Set(all.map((pem) => new X509Certificate(pem).fingerprint256)).size).toBe(all.length)
  expect(names(all)).toEqual(['missing', 'there'])
})
