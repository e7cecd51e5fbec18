import { noTotals, type OrderTotals } from '../../contract/order.ts'
import { isActive, isBeingPrepared } from '../../contract/download-states.ts'
import type { Queued } from './queued.ts'

/** Files of a recording, until one was looked up: what most orders request. */
const USUAL_FILES = 2

/** Sums over downloads; for estimates see contract/order.ts. */
export function totalsOf(downloads: Iterable<Queued>): OrderTotals {
  const totals = noTotals()
  const lookedUp = new Set<string>()
  let listed = 0
  /** Recordings that are not looked up, and how many files were requested of them at most. */
  let awaited = 0
  let awaitedTypes = 0
  let knownBytes = 0
  let [known, unknown] = [0, 0]
  /** Of those that progress: bytes still to be received, and how many have no known size. */
  const progressing = { bytesLeft: 0, unknown: 0 }
  for (const one of downloads) {
    const { state, failure, source, awaited: types } = one
    if (state === 'failed') totals.failed += 1
    else if (state === 'cancelled') totals.cancelled += 1
    else if (state === 'paused') totals.paused += 1
    else if (isActive(one)) totals.active += 1
    else if (isBeingPrepared(one)) totals.preparing += 1
    else if (state === 'blocked') {
      totals.blocked += 1
      totals.failure ??= failure
    }
    if (state === 'cancelled') continue
    const of =
      source.kind === 'recording'
        ? source.confUUID
        : source.kind === 'material'
          ? source.programId
          : source.fileCode
    if (types === null) {
      listed += 1
      lookedUp.add(of)
    } else {
      awaited += 1
      awaitedTypes += types.length === 0 ? USUAL_FILES : types.length
    }
    if (state === 'saved') totals.files.done += 1
    totals.bytesPerSecond += one.bytesPerSecond
    totals.bytes.done += one.receivedBytes
    const bytes = one.totalBytes ?? one.estimatedBytes
    if (bytes === null) unknown += 1
    else {
      known += 1
      knownBytes += bytes
    }
    if (isActive(one) && bytes === null) progressing.unknown += 1
    else if (isActive(one)) progressing.bytesLeft += Math.max(0, (bytes ?? 0) - one.receivedBytes)
    if (types !== null || one.totalBytes === null) totals.isEstimate = true
  }
  totals.recordings = lookedUp.size + awaited
  const filesOfAwaited = lookedUp.size > 0 ? (awaited * listed) / lookedUp.size : awaitedTypes
  totals.files.of = listed + Math.round(filesOfAwaited)
  // Files of unknown size count like the average one.
  if (known > 0)
    totals.bytes.of = Math.max(totals.bytes.done, Math.round((knownBytes * (known + unknown)) / known))
  if (known > 0 && totals.bytesPerSecond > 0)
    totals.secondsLeft =
      (progressing.bytesLeft + (progressing.unknown * knownBytes) / known) / totals.bytesPerSecond
  return totals
}
