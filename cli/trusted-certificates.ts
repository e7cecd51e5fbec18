import { AppError } from '../contract/errors.ts'
import { readFile } from 'node:fs/promises'
import type { WantedCertificate } from '../main/network/trusted-certificates.ts'
import { UsageError } from './usage-error.ts'

/**
 * Parses `HOST[:PORT]=SHA256-FINGERPRINT`: 64 hexadecimal digits, with or without colons. null for any other
 * text. Returns host and fingerprint in the form in which failures show them.
 */
export function readTrust(text: string): WantedCertificate | null {
  const at = text.lastIndexOf('=')
  const [host, digits] = [
    text.slice(0, at).trim(),
    text
      .slice(at + 1)
      .replaceAll(':', '')
      .trim(),
  ]
  if (at < 1 || !/^[\da-f]{64}$/i.test(digits) || /[/?#@\\\s]/.test(host)) return null
  if (!URL.canParse(`https://${host}`)) return null
  const fingerprint = digits.toUpperCase().match(/../g)?.join(':') ?? ''
  return { host: new URL(`https://${host}`).host, fingerprint }
}

/** Reads MEETKEEP_TRUST_FILE: one certificate a line; empty lines and those that begin with # are skipped. */
export async function readTrustFile(path: string): Promise<WantedCertificate[]> {
  const variable = 'MEETKEEP_TRUST_FILE'
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UsageError('unusable', { variable, path }, { cause })
  })
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '' || line.trim().startsWith('#')) return []
      const read = readTrust(line.trim())
      if (read === null)
        throw new UsageError(
          'trustLine',
          { variable, line: String(index + 1) },
          { cause: new AppError('BAD_INPUT') },
        )
      return [read]
    })
}
