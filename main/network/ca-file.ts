import { X509Certificate } from 'node:crypto'
import { open } from 'node:fs/promises'
import { AppError } from '../../contract/errors.ts'

/** The system's own bundle of every known authority is about 0.25 MB. */
const LARGEST_BYTES = 1_000_000

/**
 * The text of a PEM file of certificates. Throws BAD_INPUT otherwise, so that it does not surface later as an
 * untrusted connection: `reason` is `ca-file` (unreadable) or `not-a-certificate`.
 */
export async function readCaFile(path: string): Promise<string> {
  const text = await readSmall(path).catch((cause: unknown) => {
    throw refusal(path, 'ca-file', 'the file of certificates cannot be read', cause)
  })
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  if (blocks.length === 0 || !blocks.every(isCertificate))
    throw refusal(path, 'not-a-certificate', 'the file contains no PEM certificates, or a broken one')
  return text
}

function refusal(path: string, reason: string, detail: string, cause?: unknown): AppError {
  return new AppError('BAD_INPUT', { params: { reason, path }, detail }, { cause })
}

async function readSmall(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    return size > LARGEST_BYTES ? '' : await file.readFile('utf8')
  } finally {
    await file.close()
  }
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0
  } catch {
    return false
  }
}
