import { isTransient } from '../../contract/error-rules.ts'
import { AppError, type ErrorCode, type Failure } from '../../contract/errors.ts'
import type { Link } from '../interfaces.ts'
import { requireRoom } from '../files/disk-space.ts'
import { unlessAborted } from './abortable.ts'
import { attempt, type AttemptEnd } from './attempt.ts'
import type { TransferDeps, TransferJob } from './job.ts'
import type { Places } from './other-place.ts'
import type { PartFile } from './part-file.ts'
import { createThrottle } from './throttle.ts'
import { verify } from './verify.ts'

const unlimited = createThrottle(() => null)

type Saved = { end: 'saved'; sha256: string; note: string | null }
type AttemptResult =
  | Extract<AttemptEnd, { end: 'stopped' }>
  /** `refusedSha256`: of the whole file, which was downloaded and refused. */
  | (Extract<AttemptEnd, { end: 'setback' }> & { refusedSha256?: string | null })
  | Saved
  /** What the server has is whole by HTTP, but no whole recording. */
  | { end: 'incomplete' }

/** What an attempt depends on beside the part file. */
interface AttemptState {
  askWhole: boolean
  /** SHA-256 of whole files that were downloaded and refused. */
  fetchedBefore: ReadonlySet<string>
  places: Places
}

/** One attempt and, if it brought everything, the verification. Network setbacks are returned, not thrown. */
export async function attemptOnce(
  job: TransferJob,
  part: PartFile,
  { askWhole, fetchedBefore, places }: AttemptState,
  deps: TransferDeps,
): Promise<AttemptResult> {
  const verified = (isLengthProven: boolean): Promise<AttemptResult> =>
    verifyPart(job, part, isLengthProven, fetchedBefore, deps)
  const disk = part.disk()
  deps.onProgress(disk.durable, disk.total)
  const isAllHere = disk.total !== null && disk.total > 0 && disk.durable === disk.total
  if (isAllHere && !askWhole) return await verified(true)

  // The hash needs every byte in order: first hash what an earlier run left on disk.
  await part.digest(deps.signal)
  let url: URL | undefined
  let end: AttemptEnd
  try {
    // A pending request must not delay a pause; an unused link simply expires.
    const link = await unlessAborted(linkFor(places, deps), deps.signal)
    url = new URL(link.url)
    end = await attempt(
      part,
      link,
      { whole: askWhole, mustBeBoxes: job.mustBeBoxes, bytes: job.expected.bytes },
      {
        ...deps,
        checkRoom: deps.checkRoom ?? (() => requireRoom(job.finalPath)),
        throttle: deps.throttle ?? unlimited,
        stallTimeoutMs: deps.limits.stallTimeoutMs,
      },
    )
  } catch (error) {
    if (deps.signal.aborted) return { end: 'stopped' }
    const { failure } = error instanceof AppError ? error : deps.toNetworkError(error, url)
    // Waiting here would keep this file's descriptors from those that could finish.
    const isFinal = !isTransient(failure) || failure.code === 'TOO_MANY_FILES'
    if (isFinal) throw error instanceof AppError ? error : deps.toNetworkError(error, url)
    return {
      end: 'setback',
      setback: { kind: 'wait', code: failure.code, afterMs: null },
      askWhole: false,
      failure,
    }
  }
  return end.end === 'complete' ? await verified(end.isLengthProven) : end
}

async function linkFor(places: Places, { freshLink }: TransferDeps): Promise<Link> {
  const place = places.current()
  if (place === null) return await freshLink()
  try {
    return await freshLink({ fileType: place.fileType, part: place.part })
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'NOT_FOUND') throw error
    // Fewer files are listed now.
    await places.backToOwn()
    return await freshLink()
  }
}

async function verifyPart(
  job: TransferJob,
  part: PartFile,
  isLengthProven: boolean,
  fetchedBefore: ReadonlySet<string>,
  { signal }: TransferDeps,
): Promise<AttemptResult> {
  const verdict = await verify(part, job.expected, isLengthProven, { signal, fetchedBefore })
  if (verdict.ok) return { end: 'saved', sha256: verdict.sha256, note: verdict.note }
  const { code, mayBeCut, sha256: refusedSha256 } = verdict
  // Where the service has none, another file can only be recognized by its size.
  const hasHashes = job.expected.sha256 !== null
  if (code === 'INCOMPLETE_ON_SERVER') return { end: 'incomplete' }
  if (mayBeCut)
    return {
      end: 'setback',
      setback: { kind: 'wait', code, afterMs: null },
      askWhole: false,
      detail: 'nothing shows that the body is whole',
      refusedSha256,
    }
  return {
    end: 'setback',
    setback: { kind: 'restart', code },
    askWhole: true,
    detail: 'all bytes came, but they are no whole file',
    refusedSha256,
    ...(code === 'HASH_MISMATCH' || code === 'SIZE_MISMATCH'
      ? { content: { bytes: part.written(), sha256: hasHashes ? await part.digest(signal) : null } }
      : {}),
  }
}

/** The failure reported by the network or the service, if its code is the one to report. */
export function failureOfSetback(end: Extract<AttemptResult, { end: 'setback' }>, code: ErrorCode): Failure {
  const { failure: reported, requestId } = end
  const detail = reported?.detail ?? end.detail
  return {
    ...(requestId === undefined ? {} : { requestId }),
    ...reported,
    code,
    ...(detail === undefined ? {} : { detail }),
  }
}
