import { readFileSync } from 'node:fs'
import tls from 'node:tls'

/** Where distributions keep all authorities in one file (the list of Go's crypto/x509, root_linux.go). */
const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

let known: string[] | null = null

/**
 * PEM texts of Node's own list and the operating system's. The latter from Node where supported (22.15 and
 * later), else from the distribution's file, or the one SSL_CERT_FILE names. Read once.
 */
export function systemAuthorities(): string[] {
  known ??= readAuthorities(process.env)
  return known
}

export function readAuthorities(env: NodeJS.ProcessEnv, bundles = BUNDLES): string[] {
  const { getCACertificates } = tls as { getCACertificates?: (type: 'default' | 'system') => string[] }
  // 'default' includes those of NODE_EXTRA_CA_CERTS; in older versions that file must be read as Node does.
  const own = getCACertificates?.('default') ?? [
    ...tls.rootCertificates,
    ...certificatesIn(env['NODE_EXTRA_CA_CERTS'] ?? ''),
  ]
  const system = getCACertificates?.('system') ?? []
  return distinct([...own, ...(system.length > 0 ? system : ofDistribution(env, bundles))])
}

/** Parsing one costs 0.1 ms in each thread, and most are in both lists, with other line breaks. */
function distinct(certificates: string[]): string[] {
  const first = new Map<string, string>()
  for (const pem of certificates) {
    const key = pem.replace(/\s+/g, '')
    if (!first.has(key)) first.set(key, pem)
  }
  return [...first.values()]
}

function ofDistribution(env: NodeJS.ProcessEnv, bundles: string[]): string[] {
  // OpenSSL's own variable, which overrides the usual file.
  const named = env['SSL_CERT_FILE'] ?? ''
  if (named !== '') return certificatesIn(named)
  if (process.platform !== 'linux') return []
  for (const path of bundles) {
    const certificates = certificatesIn(path)
    if (certificates.length > 0) return certificates
  }
  return []
}

/** Empty if the file cannot be read, as in Node itself. */
function certificatesIn(path: string): string[] {
  if (path === '') return []
  try {
    const text = readFileSync(path, 'utf8')
    return text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  } catch {
    return []
  }
}
