import type http from 'node:http'
import { dirname } from 'node:path'
import { isTransient, prerequisiteOf } from '../../contract/error-rules.ts'
import { AppError, type ErrorCode, type Failure, toFailure } from '../../contract/errors.ts'
import type { Source } from '../../contract/download.ts'
import type { FilePlace } from '../../contract/recording.ts'
import type { FileContent, Link, Log, TransferLimits } from '../interfaces.ts'
import { pause, unlessAborted } from './abortable.ts'
import { attempt, type AttemptEnd } from './attempt.ts'
import { afterProgress, type Budget, codeOfSetback, freshBudget, isLongWait, nextMove } from './budget.ts'
import { copySaved, type SavedCopy } from './copy-saved.ts'
import type { ReadError } from './error-body.ts'
import { findFinished } from './find-finished.ts'
import { incompleteCopies, keepIncomplete, moveToFinal } from './finish.ts'
import { removeJournal, removePart } from './journal.ts'
import { createPlaces, type Places } from './other-place.ts'
import { openPart, type PartFile } from './part-file.ts'
import { lockPart } from './part-lock.ts'
import type { FileLock } from '../files/file-lock.ts'
import { makeFoldersBelow } from '../files/make-folder.ts'
import { diskGone } from '../files/ask-disk.ts'
import { isConnected, requireConnected } from '../files/mount-point.ts'
import { requireFits, requireRoom } from '../files/disk-space.ts'
import { isStoppingEarly, isWorthAskingWhole, nextStops, noStops, stopsEarly } from './stops.ts'
import { createThrottle, type Throttle } from './throttle.ts'
import { type Expected, verify } from './verify.ts'

/** One file to download; plain data, so that it can be posted to the worker. */
export interface TransferJob {
  identity: string
  /** Missing: no description tells of such a file. */
  source?: Source
  /** Absolute; the part file and the journal are beside it. */
  finalPath: string
  /** An existing folder, below which the missing folders of the path are created; null creates none. */
  createBelow?: string | null
  /** Of the disk of its folder ({@link mountPointOf}): nothing is written while that is not connected. */
  mountPoint?: string | null
  /** The same file in another folder: it is copied from there, and downloaded only if that fails. */
  copyFrom?: SavedCopy | null
  /** The link names an MP4 or similar: a file that begins like no known container is rejected. */
  mustBeBoxes: boolean
  /** The name has no extension yet: add one by content. */
  needsExtension: boolean
  expected: Expected
  /** Retries used before the transfer was postponed. */
  budget?: Budget
}

/** A saved file that a description tells of. */
export interface DescribedFile {
  path: string
  bytes: number
  sha256: string
}

export interface TransferDeps {
  /**
   * [Note: single-use token] Called once per attempt, a resume included. `place`: of the recording's file
   * whose link has this one ({@link createPlaces}); missing: its own.
   */
  freshLink: (place?: FilePlace) => Promise<Link>
  /**
   * The file where the description at its place says that it is saved already. Asked under the lock: a process that had
   * it describes its file before it removes the journal.
   */
  describedAt?: (path: string, source: Source, expected: Expected) => Promise<DescribedFile | null>
  /** The other files of the recording with this content, by the service's sizes and hashes. */
  placesOf?: (content: FileContent) => Promise<FilePlace[]>
  agentFor: (url: URL) => http.Agent
  /** Maps a network error to an AppError. */
  toNetworkError: (error: unknown, url?: URL) => AppError
  readError: ReadError
  limits: Pick<TransferLimits, 'maxRetries' | 'retryWaitMs' | 'stallTimeoutMs'>
  /** Throws DISK_FULL when the disk is nearly full; missing: looks at the disk of the file. */
  checkRoom?: () => Promise<void>
  /** Shared by all transfers; unlimited if missing. */
  throttle?: Throttle
  signal: AbortSignal
  onProgress: (receivedBytes: number, totalBytes: number | null) => void
  /** `ms`: delay until the next attempt; 0 when it starts at once. */
  onSetback: (failure: Failure, ms: number) => void
  onQuarantined: (path: string) => void
  /** The file system of this folder cannot make files durable (fsync). */
  onNotDurable?: (folder: string) => void
  log: Log
  random?: () => number
}

export type Outcome =
  /**
   * The journal stays until the library has the file: the receiver of this outcome then removes it. `isDescribed`:
   * another process had saved it meanwhile, and its description tells of it.
   */
  | {
      kind: 'saved'
      path: string
      bytes: number
      sha256: string
      note?: string | null
      isDescribed?: true
    }
  | { kind: 'stopped' }
  /** The next attempt is far away: start the transfer again, with this budget, in `waitMs`. */
  | { kind: 'postponed'; failure: Failure; waitMs: number; budget: Budget }
  | { kind: 'failed'; failure: Failure }
  /** The disk is full or not connected: nothing is lost, and the transfer waits until that has changed. */
  | { kind: 'blocked'; failure: Failure }

const unlimited = createThrottle(() => null)

/**
 * Downloads one file to its final name, complete and verified, or returns why not. Never rejects. Every
 * attempt uses one fresh link; plan.ts decides what an answer means, budget.ts how often to retry, verify.ts
 * whether the file is whole.
 */
export async function transfer(job: TransferJob, deps: TransferDeps): Promise<Outcome> {
  let part: PartFile | null = null
  let lock: FileLock | null = null
  const folder = dirname(job.finalPath)
  const { mountPoint = null } = job
  try {
    await requireConnected(folder, mountPoint)
    if (job.createBelow != null) await makeFoldersBelow(job.createBelow, folder)
    await requireFits(job.finalPath, job.expected.bytes)
    lock = await lockPart(job.finalPath)
    const finished = await findFinished(job)
    if (finished !== null) return { kind: 'saved', ...finished }
    const described = job.source && (await deps.describedAt?.(job.finalPath, job.source, job.expected))
    if (described != null) return { kind: 'saved', ...described, isDescribed: true }
    const opened = await openPart(job.finalPath, job.identity, lock, {
      onNotDurable: () => deps.onNotDurable?.(folder),
    })
    part = opened.part
    if (opened.quarantined !== null) deps.onQuarantined(opened.quarantined)
    const { copyFrom } = job
    const outcome: Outcome =
      copyFrom != null && (await copySaved(copyFrom, part, deps.signal, deps.onProgress))
        ? { kind: 'saved', ...(await moveToFinal(job, part, { sha256: copyFrom.sha256, note: null })) }
        : await runAttempts(job, part, deps)
    if (outcome.kind === 'failed') await dropEmpty(job, part)
    return outcome
  } catch (error) {
    const isGone = !(await isConnected(folder, mountPoint))
    const failure = toFailure(isGone ? diskGone(folder) : error)
    // Best effort: if even this fails, the journal keeps its last count.
    const missing = prerequisiteOf(failure)
    const checkpoint = missing === 'room' ? part?.checkpointOnFullDisk() : part?.checkpoint()
    await checkpoint?.catch(() => undefined)
    if (deps.signal.aborted) return { kind: 'stopped' }
    if (part !== null) await dropEmpty(job, part)
    return { kind: missing === 'room' || missing === 'disk' ? 'blocked' : 'failed', failure }
  } finally {
    await part?.close().catch(() => undefined)
    await lock?.unlock()
  }
}

/** A failure before the first byte leaves no file behind. */
async function dropEmpty(job: TransferJob, part: PartFile): Promise<void> {
  if (part.written() > 0) return
  try {
    await part.confirm()
  } catch {
    // What has the name now belongs to another process.
    return
  }
  await part.close().catch(() => undefined)
  await removePart(job.finalPath).catch(() => undefined)
  await removeJournal(job.finalPath).catch(() => undefined)
}

async function runAttempts(job: TransferJob, part: PartFile, deps: TransferDeps): Promise<Outcome> {
  const random = deps.random ?? Math.random
  let budget = job.budget ?? freshBudget
  let highWater = part.disk().durable
  let askWhole = false
  // After two bad answers to a range, no range is requested again.
  let badRangeAnswers = 0
  const fetchedBefore = new Set((await incompleteCopies(job.finalPath)).map(({ sha256 }) => sha256))
  let stops = noStops
  const places = createPlaces(async (content) =>
    unlessAborted(deps.placesOf?.(content) ?? Promise.resolve([]), deps.signal),
  )

  for (;;) {
    const end = await attemptOnce(
      job,
      part,
      { askWhole: askWhole || badRangeAnswers >= 2, fetchedBefore, places },
      deps,
    )
    if (part.written() > part.disk().durable) await part.checkpoint()
    if (end.end === 'stopped' || deps.signal.aborted) return { kind: 'stopped' }
    if (end.end === 'saved') {
      const saved = await moveToFinal(job, part, { ...end, note: places.noteWith(end.note) })
      deps.onProgress(saved.bytes, saved.bytes)
      return { kind: 'saved', ...saved }
    }
    if (end.end === 'incomplete') return { kind: 'failed', failure: await keepIncomplete(job, part) }
    if (end.content !== undefined && (await places.moveOn(end.content))) {
      deps.log.info('transfer: the link has another file of the recording', {
        code: codeOfSetback(end.setback),
      })
      askWhole = true
      continue
    }
    if (deps.signal.aborted) return { kind: 'stopped' }

    if (end.refusedSha256 != null) fetchedBefore.add(end.refusedSha256)
    stops = nextStops(stops, end.stoppedAt, part.written())
    if (isStoppingEarly(stops)) return { kind: 'failed', failure: stopsEarly(stops.at, part.disk().total) }
    if (part.disk().durable > highWater) {
      highWater = part.disk().durable
      budget = afterProgress(budget)
    }
    if (end.askWhole) badRangeAnswers += 1
    // Perhaps only its answers to ranges stop there.
    askWhole = end.askWhole || isWorthAskingWhole(stops)
    const move = nextMove(budget, end.setback, deps.limits, random())
    const failure = failureOfSetback(end, move.go === 'fail' ? move.code : codeOfSetback(end.setback))
    if (move.go === 'fail') return { kind: 'failed', failure }
    budget = move.budget
    deps.log.info('transfer: another attempt', {
      code: failure.code,
      detail: failure.detail,
      waitMs: move.waitMs,
    })
    if (isLongWait(move.waitMs)) return { kind: 'postponed', failure, waitMs: move.waitMs, budget }
    deps.onSetback(failure, move.waitMs)
    if (!(await pause(move.waitMs, deps.signal))) return { kind: 'stopped' }
  }
}

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
async function attemptOnce(
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
    const link = await unlessAborted(deps.freshLink(places.current()), deps.signal)
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
      ? { content: { bytes: part.written(), sha256: refusedSha256 } }
      : {}),
  }
}

/** The failure reported by the network or the service, if its code is the one to report. */
function failureOfSetback(end: Extract<AttemptResult, { end: 'setback' }>, code: ErrorCode): Failure {
  const { failure: reported, requestId } = end
  const detail = reported?.detail ?? end.detail
  return {
    ...(requestId === undefined ? {} : { requestId }),
    ...reported,
    code,
    ...(detail === undefined ? {} : { detail }),
  }
}
