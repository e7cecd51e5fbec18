import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Certificate {
  key: string
  /** PEM. */
  cert: string
  /** SHA-256 as Node prints it. */
  fingerprint: string
}

export interface CertificateMaker {
  authority: Certificate
  /** Path of the authority's certificate, for options that take a CA file. */
  caFile: string
  /**
   * Issued by the authority, or by another of these. `days` below 0: expired yesterday. `isAuthority`: it may
   * issue others.
   */
  issued(
    name: string,
    more?: { names?: string; by?: string; days?: number; isAuthority?: boolean; digest?: 'sha1' | 'sha256' },
  ): Certificate
  /** Self-signed; a CA certificate, which is openssl's default. */
  selfSigned(name: string, more?: { names?: string; subject?: string }): Certificate
  remove(): void
}

const HERE = 'IP:127.0.0.1'
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']

/**
 * Generates keys and certificates in a temporary folder, by default for 127.0.0.1. Needs openssl on the path.
 */
export function certificateMaker(): CertificateMaker {
  const folder = mkdtempSync(join(tmpdir(), 'meetkeep-certificates-'))
  const openssl = (...args: string[]): void => {
    try {
      execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      throw new Error('openssl is not on the path: the tests make their certificates with it', {
        cause: error,
      })
    }
  }
  const read = (name: string): Certificate => {
    const cert = readFileSync(join(folder, `${name}.pem`), 'utf8')
    const key = readFileSync(join(folder, `${name}.key`), 'utf8')
    return { key, cert, fingerprint: new X509Certificate(cert).fingerprint256 }
  }

  const selfSigned: CertificateMaker['selfSigned'] = (
    name,
    { names = HERE, subject = `/CN=${name}` } = {},
  ) => {
    const files = ['-keyout', `${name}.key`, '-out', `${name}.pem`, '-days', '30']
    openssl('req', '-x509', ...NEW_KEY, ...files, '-subj', subject, '-addext', `subjectAltName=${names}`)
    return read(name)
  }

  return {
    authority: selfSigned('authority', { names: 'DNS:authority.example' }),
    caFile: join(folder, 'authority.pem'),
    selfSigned,
    issued: (name, more = {}) => {
      const { names = HERE, by = 'authority', days = 30, isAuthority = false, digest = 'sha256' } = more
      const request = ['-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`]
      openssl('req', ...NEW_KEY, ...request)
      writeFileSync(
        join(folder, 'extensions'),
        `subjectAltName=${names}\nbasicConstraints=CA:${isAuthority ? 'TRUE' : 'FALSE'}\n`,
      )
      const issuer = ['-CA', `${by}.pem`, '-CAkey', `${by}.key`, '-CAcreateserial']
      const files = ['-in', `${name}.csr`, '-out', `${name}.pem`, '-extfile', 'extensions']
      openssl('x509', '-req', ...files, ...issuer, '-days', String(days), `-${digest}`)
      return read(name)
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
}
