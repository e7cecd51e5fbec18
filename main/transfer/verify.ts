import type { ErrorCode } from '../../contract/errors.ts'
import { looksLike, mp4Structure, SNIFF_BYTES } from '../media/media-kind.ts'
import type { PartFile } from './part-file.ts'

/** What is known of a file before it is fetched. */
export interface Expected {
  /** Recordings must be media; the others may be any binary file. */
  kind: 'recording' | 'material' | 'minutes'
  /** Exact, where the service gives them. */
  bytes: number | null
  sha256: string | null
}

export type Verdict = { ok: true; sha256: string } | { ok: false; code: ErrorCode; mayBeCut: boolean }

/**
 * Judges a file that HTTP says is all there. `isLengthProven` false: the body ended with its connection, which
 * cannot be told from a cut, so only SHA-256 or the file's own structure can show that it is whole.
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
  const kind = looksLike(await part.read(0, SNIFF_BYTES))
  if (kind === 'boxes') {
    const structure = await mp4Structure(part.read, size)
    if (structure === 'whole' || (structure === 'open-ended' && isLengthProven)) return { ok: true, sha256 }
    return { ok: false, code: 'NOT_A_RECORDING', mayBeCut: !isLengthProven }
  }
  if (kind === 'text' || size === 0) return { ok: false, code: 'NOT_A_RECORDING', mayBeCut: false }
  return isLengthProven ? { ok: true, sha256 } : { ok: false, code: 'SIZE_MISMATCH', mayBeCut: true }
}

/**
 * Is this how the file may begin? Recordings whose link names an MP4 must be boxes; anything else must at least
 * not be the text of an error.
 */
export function isAcceptableStart(first: Uint8Array, mustBeBoxes: boolean): boolean {
  const kind = looksLike(first)
  return mustBeBoxes ? kind === 'boxes' : kind !== 'text' && first.length > 0
}
