import { dirname } from 'node:path'
import { prerequisiteOf } from '../../contract/error-rules.ts'
import { toFailure } from '../../contract/errors.ts'
import { pause, unlessAborted } from './abortable.ts'
import { attemptOnce, failureOfSetback } from './attempt-once.ts'
import { afterProgress, codeOfSetback, freshBudget, isLongWait, nextMove } from './budget.ts'
import { copySaved } from './copy-saved.ts'
import { findFinished } from './find-finished.ts'
import { type ExchangeablePart, openExchangeable, removeHandedOver } from './hand-over.ts'
import { createLinksInUse, type LinkUser } from './links-in-use.ts'
import { incompleteCopies, keepIncomplete, moveToFinal } from './finish.ts'
import type { Outcome, TransferDeps, TransferJob } from './job.ts'
import { removeJournal, removePart } from './journal.ts'
import { createPlaces } from './other-place.ts'
import type { PartFile } from './part-file.ts'
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
  let files: ExchangeablePart | null = null
  const user = (deps.links ?? createLinksInUse()).enter(job.finalPath)
  let lock: FileLock | null = null
  const folder = dirname(job.finalPath)
  const { mountPoint = null } = job
  try {
    await requireConnected(folder, mountPoint)
    if (job.createBelow != null) await makeFoldersBelow(job.createBelow, folder)
    await requireFits(job.finalPath, job.expected.bytes)
    lock = await lockPart(job.finalPath)
    const finished = await findFinished(job)
    if (finished !== null) return { kind: 'saved', ...finished, isFound: true }
    const described = job.source && (await deps.describedAt?.(job.finalPath, job.source, job.expected))
    if (described != null) return { kind: 'saved', ...described, isDescribed: true }
    files = await openExchangeable(job, lock, {
      // Once for all folders that are created below one: they are on its disk.
      onNotDurable: () => deps.onNotDurable?.(job.createBelow ?? folder),
      onQuarantined: deps.onQuarantined,
    })
    const { copyFrom } = job
    const outcome: Outcome =
      copyFrom != null && (await copySaved(copyFrom, files.part, deps.signal, deps.onProgress))
        ? { kind: 'saved', ...(await moveToFinal(job, files.part, { sha256: copyFrom.sha256, note: null })) }
        : await runUntilOffered(job, files, user, deps)
    if (outcome.kind === 'saved') {
      user.noteSaved()
      await removeHandedOver(job.finalPath).catch(() => undefined)
    }
    if (outcome.kind === 'failed') await dropEmpty(job, files.part)
    return outcome
  } catch (error) {
    const isGone = !(await isConnected(folder, mountPoint))
    const failure = toFailure(isGone ? diskGone(folder) : error)
    // Best effort: if even this fails, the journal keeps its last count.
    const missing = prerequisiteOf(failure)
    const part = files?.part ?? null
    const checkpoint = missing === 'room' ? part?.checkpointOnFullDisk() : part?.checkpoint()
    await checkpoint?.catch(() => undefined)
    if (deps.signal.aborted) return { kind: 'stopped' }
    if (part !== null) await dropEmpty(job, part)
    return { kind: missing === 'room' || missing === 'disk' ? 'blocked' : 'failed', failure }
  } finally {
    user.leave()
    await files?.part.close().catch(() => undefined)
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

/** Runs the attempts; where they fail, another transfer may have handed the file over meanwhile. */
async function runUntilOffered(
  job: TransferJob,
  files: ExchangeablePart,
  user: LinkUser,
  deps: TransferDeps,
): Promise<Outcome> {
  try {
    const outcome = await runAttempts(job, files, user, deps)
    const isOver = outcome.kind === 'saved' || outcome.kind === 'stopped'
    if (isOver || !(await files.take())) return outcome
  } catch (error) {
    if (deps.signal.aborted || !(await files.take().catch(() => false))) throw error
  }
  return await runAttempts(job, files, user, deps)
}

async function runAttempts(
  job: TransferJob,
  files: ExchangeablePart,
  user: LinkUser,
  deps: TransferDeps,
): Promise<Outcome> {
  const random = deps.random ?? Math.random
  let budget = job.budget ?? freshBudget
  let highWater = files.part.disk().durable
  let askWhole = false
  // After two bad answers to a range, no range is requested again.
  let badRangeAnswers = 0
  const fetchedBefore = new Set((await incompleteCopies(job.finalPath)).map(({ sha256 }) => sha256))
  let stops = noStops
  let isHandedOver = false
  const { expected } = job
  const places = createPlaces({
    placesOf: async (content) => unlessAborted(deps.placesOf?.(content) ?? Promise.resolve([]), deps.signal),
    first: files.part.place(),
    remember: (place) => files.part.setPlace(place),
    isWanted: ({ bytes, sha256 }) =>
      sha256 === null || expected.sha256 === null ? bytes === expected.bytes : sha256 === expected.sha256,
    handOver: async (path) => {
      await files.handOver(path)
      if (user.isSaved(path)) await removeHandedOver(path)
    },
    hasOffer: files.hasOffer,
    endUse: user.end,
    brought: (path) => unlessAborted(user.brought(path), deps.signal),
  })
  // Before its own link is used again.
  if (files.part.written() === 0 && !(await files.hasOffer())) await places.start()
  let hasMovedOn = false

  for (;;) {
    // Bytes that may still be those of this file are continued first.
    if ((hasMovedOn || files.part.written() === 0) && (await files.take())) {
      isHandedOver = true
      askWhole = false
    }
    hasMovedOn = false
    const { part } = files
    user.use(places.current() === null ? job.finalPath : (places.current()?.path ?? null))
    const end = await attemptOnce(
      job,
      part,
      { askWhole: askWhole || badRangeAnswers >= 2, fetchedBefore, places },
      deps,
    )
    if (part.written() > part.disk().durable) await part.checkpoint()
    if (end.end === 'stopped' || deps.signal.aborted) return { kind: 'stopped' }
    if (end.end === 'saved') {
      const saved = await moveToFinal(job, part, { ...end, note: places.noteWith(end.note, isHandedOver) })
      deps.onProgress(saved.bytes, saved.bytes)
      return { kind: 'saved', ...saved }
    }
    if (end.end === 'incomplete') return { kind: 'failed', failure: await keepIncomplete(job, part) }
    if (end.content !== undefined && (await places.moveOn(end.content))) {
      deps.log.info('transfer: the link has another file of the recording', {
        code: codeOfSetback(end.setback),
      })
      askWhole = true
      hasMovedOn = true
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
