import { dirname } from 'node:path'
import { prerequisiteOf } from '../../contract/error-rules.ts'
import { toFailure } from '../../contract/errors.ts'
import { pause, unlessAborted } from './abortable.ts'
import { attemptOnce, failureOfSetback } from './attempt-once.ts'
import { afterProgress, codeOfSetback, freshBudget, isLongWait, nextMove } from './budget.ts'
import { copySaved } from './copy-saved.ts'
import { findFinished } from './find-finished.ts'
import { incompleteCopies, keepIncomplete, moveToFinal } from './finish.ts'
import type { Outcome, TransferDeps, TransferJob } from './job.ts'
import { removeJournal, removePart } from './journal.ts'
import { createPlaces } from './other-place.ts'
import { openPart, type PartFile } from './part-file.ts'
import { lockPart } from './part-lock.ts'
import type { FileLock } from '../files/file-lock.ts'
import { makeFoldersBelow } from '../files/make-folder.ts'
import { diskGone } from '../files/ask-disk.ts'
import { isConnected, requireConnected } from '../files/mount-point.ts'
import { requireFits } from '../files/disk-space.ts'
import { isStoppingEarly, isWorthAskingWhole, nextStops, noStops, stopsEarly } from './stops.ts'

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
