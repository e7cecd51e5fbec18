import { stat } from 'node:fs/promises'
import { readPlainText } from '../main/files/open-file.ts'
import { UsageError } from './usage-error.ts'

/** Longer than any token. */
const MAX_BYTES = 64 * 1024
/** Rights of other users, and the group's right to write. systemd gives credentials to a service by its group. */
const FORBIDDEN = 0o027

/**
 * Reads a secret from the file that a variable names: its only line, without the line break. Throws UsageError for a
 * file that other users may read or that the group may write to, and for one that is empty or has several lines.
 */
export async function readSecretFile(variable: string, path: string): Promise<string> {
  const use = <T>(step: Promise<T>): Promise<T> =>
    step.catch((cause: unknown) => {
      throw new UsageError('unusable', { variable, path }, { cause })
    })
  const { mode } = await use(stat(path))
  // Windows has no such mode.
  if (process.platform !== 'win32' && (mode & FORBIDDEN) !== 0)
    throw new UsageError('secretMode', { variable, path, mode: (mode & 0o777).toString(8).padStart(4, '0') })
  const text = await use(readPlainText(path, MAX_BYTES, 'read-linked'))
  const secret = text.replace(/^\uFEFF/, '').replace(/[\r\n]+$/, '')
  if (secret === '' || /[\r\n]/.test(secret)) throw new UsageError('secretLine', { variable, path })
  return secret
}
