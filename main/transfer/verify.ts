import type { ErrorCode } from '../../contract/errors.ts'
import { containerOf, sniffKind, SNIFF_BYTES } from '../media/media-kind.ts'
import { mp4Structure, type ReadAt } from '../media/mp4-structure.ts'
import { isMatching } from './digest.ts'
import type { PartFile } from './part-file.ts'

/** What is known of a file before the download. */
export interface Expected {
  /** Recordings must be media; the others may be any binary file. */
  kind: 'recording' | 'material' | 'minutes'
  /** Exact, if the service gives it. */
  bytes: number | null
  sha256: string | null
}

export type Verdict =
  | {
      ok: true
      sha256: string
      /** What is unusual about the file, for its description: one English sentence. */
      note: string | null
    }
  | {
      ok: false
      code: ErrorCode
      mayBeCut: boolean
      /** SHA-256 of bytes that would be believed if a second download brings the same ones. */
      sha256: string | null
    }

/**
 * Verifies a file that is complete according to HTTP. `isLengthProven` false: the body ended when the
 * connection closed, which cannot be told from a cut, so only a hash or the file's own structure can prove
 * that it is whole. `fetchedBefore`: SHA-256 of earlier, refused downloads of the whole file.
 *
 * INCOMPLETE_ON_SERVER: HTTP delivered the file twice with the same bytes, or the service's own SHA-256
 * matches, and yet it is no whole MP4.
 */
export async function verify(
  part: PartFile,
  expected: Expected,
  isLengthProven: boolean,
  { signal, fetchedBefore = new Set() }: { signal?: AbortSignal; fetchedBefore?: ReadonlySet<string> } = {},
): Promise<Verdict> {
  const size = part.written()
  const mayBeCut = !isLengthProven
  if (expected.bytes !== null && expected.bytes !== size)
    return { ok: false, code: 'SIZE_MISMATCH', mayBeCut: mayBeCut && size < expected.bytes, sha256: null }
  const sha256 = await part.digest(signal)
  const refused = (code: ErrorCode): Verdict => ({ ok: false, code, mayBeCut, sha256 })
  if (expected.sha256 !== null && expected.sha256.toLowerCase() !== sha256) return refused('HASH_MISMATCH')

  const { digest = null } = part.disk()
  const isDigestRight =
    digest === null ? null : await isMatching(digest, { sha256, size, read: part.read, signal })
  // An ETag is only probably an MD5: the same bytes again are believed.
  if (isDigestRight === false && !(digest?.isCertain === false && fetchedBefore.has(sha256)))
    return refused('HASH_MISMATCH')
  const isHashed = expected.sha256 !== null || isDigestRight === true

  const first = await part.read(0, SNIFF_BYTES)
  const kind = sniffKind(first)
  if (kind === 'text' || size === 0)
    return expected.sha256 === null
      ? { ok: false, code: 'NOT_A_RECORDING', mayBeCut: false, sha256: null }
      : { ok: true, sha256, note: null }
  if (kind !== 'boxes') {
    if (!isLengthProven && !isHashed) return refused('SIZE_MISMATCH')
    return { ok: true, sha256, note: null }
  }
  const { state, bytesBehind } = await mp4Structure(part.read, size, signal)
  const isEndProven = isLengthProven || isHashed
  if (state === 'incomplete' || (!isEndProven && (state === 'open-ended' || bytesBehind > 0))) {
    const isSame = expected.sha256 !== null || fetchedBefore.has(sha256)
    return refused(isEndProven && isSame ? 'INCOMPLETE_ON_SERVER' : 'NOT_A_RECORDING')
  }
  return { ok: true, sha256, note: bytesBehind === 0 ? null : bytesBehindNote(bytesBehind) }
}

function bytesBehindNote(bytes: number): string {
  return `${bytes} bytes after the last MP4 box are part of no box; players ignore them.`
}

/** The same note for a file that was verified before. */
export async function noteOfContent(readAt: ReadAt, size: number): Promise<string | null> {
  if (sniffKind(await readAt(0, SNIFF_BYTES)) !== 'boxes') return null
  const { bytesBehind } = await mp4Structure(readAt, size)
  return bytesBehind === 0 ? null : bytesBehindNote(bytesBehind)
}

/**
 * May the file begin with these bytes? A recording whose link names an MP4 must begin like media; any other
 * file must at least not be an error text.
 */
export function isAcceptableStart(first: Uint8Array, mustBeMedia: boolean): boolean {
  const kind = sniffKind(first)
  if (mustBeMedia) return kind === 'boxes' || kind === 'media'
  return kind !== 'text' && first.length > 0
}

/**
 * The extension that fits the content of a recording, with a note for its description; null if its own one does,
 * or the content is of no known container.
 */
export function fittingExtension(
  first: Uint8Array,
  extension: string,
): { extension: string; note: string } | null {
  const container = containerOf(first)
  if (container === null || container.extensions.includes(extension.toLowerCase())) return null
  return {
    extension: container.extensions[0],
    note: `The file is ${container.name}, although its link names it ${extension || 'without an extension'}.`,
  }
}
