import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { ReadAt } from '../media/mp4-structure.ts'

/** A hash of the whole file that its server reports. */
export interface ReportedDigest {
  algorithm: 'sha-512' | 'sha-256' | 'md5'
  /** Lower case. */
  hex: string
  /** false: an ETag that is an MD5 unless the store encrypts the object. */
  isCertain: boolean
}

const READ_BYTES = 1024 * 1024
const HEX_DIGITS = { 'sha-512': 128, 'sha-256': 64, md5: 32 } as const
/** Headers by which object stores are recognized: Swift, S3 and those that imitate it, OBS. */
const STORE_HEADERS = ['x-trans-id', 'x-amz-request-id', 'x-obs-request-id'] as const

/**
 * The best hash of the whole, unencoded file in the headers of a 200 or 206; null without one. Repr-Digest
 * (RFC 9530, 3), Content-MD5 (RFC 1864; of a 200 only: of a 206 it may cover the range), and the ETag of
 * object stores, which is the MD5 of an object that was uploaded in one part.
 */
export function reportedDigest(headers: IncomingHttpHeaders, status: number): ReportedDigest | null {
  const encoding = headers['content-encoding'] ?? 'identity'
  if (encoding.trim().toLowerCase() !== 'identity') return null
  const reported = String(headers['repr-digest'] ?? '')
  for (const algorithm of ['sha-512', 'sha-256', 'md5'] as const) {
    const found = new RegExp(`(?:^|,)\\s*${algorithm}=:([A-Za-z0-9+/=]{1,100}):`, 'i').exec(reported)
    const hex = hexOf(found?.[1], algorithm)
    if (hex !== null) return { algorithm, hex, isCertain: true }
  }
  const contentMd5 = status === 200 ? hexOf(String(headers['content-md5'] ?? '').trim(), 'md5') : null
  if (contentMd5 !== null) return { algorithm: 'md5', hex: contentMd5, isCertain: true }
  const etag = /^"?([0-9a-f]{32})"?$/i.exec(headers.etag ?? '')?.[1]
  return etag !== undefined && STORE_HEADERS.some((name) => headers[name] !== undefined)
    ? { algorithm: 'md5', hex: etag.toLowerCase(), isCertain: false }
    : null
}

function hexOf(base64: string | undefined, algorithm: ReportedDigest['algorithm']): string | null {
  const hex = Buffer.from(base64 ?? '', 'base64').toString('hex')
  return hex.length === HEX_DIGITS[algorithm] ? hex : null
}

/** Whether a file has the reported hash. Reads it unless its SHA-256 is the hash. */
export async function isMatching(
  { algorithm, hex }: ReportedDigest,
  file: { sha256: string; size: number; read: ReadAt; signal?: AbortSignal | undefined },
): Promise<boolean> {
  if (algorithm === 'sha-256') return hex === file.sha256
  const hash = createHash(algorithm === 'md5' ? 'md5' : 'sha512')
  for (let at = 0; at < file.size;) {
    file.signal?.throwIfAborted()
    const bytes = await file.read(at, Math.min(READ_BYTES, file.size - at))
    if (bytes.length === 0) return false
    hash.update(bytes)
    at += bytes.length
  }
  return hash.digest('hex') === hex
}
