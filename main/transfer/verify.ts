import type { ErrorCode } from '../../contract/errors.ts'
import { sniffKind, mp4Structure, SNIFF_BYTES } from '../media/media-kind.ts'
import type { PartFile } from './part-file.ts'

/** What is known of a file before the download. */
export interface Expected {
  /** Recordings must be media; the others may be any binary file. */
  kind: 'recording' | 'material' | 'minutes'
  /** Exact, if the service gives it. */
  bytes: number | null
  sha256: string | null
}

export type Verdict = { ok: true; sha256: string } | { ok: false; code: ErrorCode; mayBeCut: boolean }

/**
 * Verifies a file that is complete according to HTTP. `isLengthProven` false: the body ended when the
 * connection closed, which cannot be told from a cut, so only SHA-256 or the file's own structure can prove
 * that it is whole.
 */
export async function verify(
  part: PartFile,
  expected: Expected,
  isLengthProven: boolean,
  signal?: AbortSignal,
): Promise<Verdict> {
  const size = part.written()
  if (expected.bytes !== null && expected.bytes !== size)
    return { ok: false, code: 'SIZE_MISMATCH', mayBeCut: size < expected.bytes && !isLengthProven }
  const sha256 = await part.digest(signal)
  if (expected.sha256 !== null) {
    if (expected.sha256.toLowerCase() === sha256) return { ok: true, sha256 }
    return { ok: false, code: 'HASH_MISMATCH', mayBeCut: !isLengthProven }
  }
  const kind = sniffKind(await part.read(0, SNIFF_BYTES))
  if (kind === 'boxes') {
    const structure = await mp4Structure(part.read, size)
    if (structure === 'whole' || (structure === 'open-ended' && isLengthProven)) return { ok: true, sha256 }
    return { ok: false, code: 'NOT_A_RECORDING', mayBeCut: !isLengthProven }
  }
  if (kind === 'text' || size === 0) return { ok: false, code: 'NOT_A_RECORDING', mayBeCut: false }
  return isLengthProven ? { ok: true, sha256 } : { ok: false, code: 'SIZE_MISMATCH', mayBeCut: true }
}

/**
 * May the file begin with these bytes? A recording whose link names an MP4 must begin with MP4 boxes; any
 * other file must at least not be an error text.
 */
export function isAcceptableStart(first: Uint8Array, mustBeBoxes: boolean): boolean {
  const kind = sniffKind(first)
  return mustBeBoxes ? kind === 'boxes' : kind !== 'text' && first.length > 0
}
