import type { BatchEnd, Download } from '../../contract/download.ts'
import { isActive, isBeingPrepared, isEnded } from '../../contract/download-states.ts'
import { prerequisiteOf } from '../../contract/error-rules.ts'
import { blocksInsteadOfFailing } from './blocked-policy.ts'

/**
 * Detects the end of a batch, once. Paused and retrying downloads keep the batch open, because they will
 * resume. Recordings that are still being prepared do not: they may take hours. Downloads that ended before
 * `since` (ISO) belong to no batch.
 */
export function createBatch(since: string): {
  /** Call with the whole list on every change; null while there is nothing to report. */
  look(downloads: readonly Download[]): BatchEnd | null
} {
  const members = new Set<string>()
  /** Ended downloads already reported. */
  const settled = new Set<string>()
  /** Ended before it was ever seen active. */
  const hasJustEnded = (download: Download): boolean => {
    const { id, savedAt, addedAt, wasSavedBefore } = download
    return isEnded(download) && !wasSavedBefore && !settled.has(id) && (savedAt ?? addedAt) >= since
  }

  return {
    look(downloads) {
      for (const download of downloads) {
        if (isGoing(download)) {
          members.add(download.id)
          settled.delete(download.id)
        } else if (hasJustEnded(download)) members.add(download.id)
      }
      const batch = downloads.filter(({ id }) => members.has(id))
      if (batch.some((download) => isGoing(download) || download.state === 'paused')) return null
      for (const one of batch) if (isEnded(one)) settled.add(one.id)
      members.clear()
      const count = (state: Download['state']): number => batch.filter((one) => one.state === state).length
      const preparing = batch.filter(isBeingPrepared).length
      const end = {
        saved: count('saved'),
        failed: count('failed'),
        stopped: count('blocked') - preparing,
      }
      return end.saved + end.failed + end.stopped === 0 ? null : end
    },
  }
}

function isGoing(download: Download): boolean {
  const { state, resumesAt, failure } = download
  if (isActive(download)) return true
  // A batch is not open for a day.
  const goesOnSoon =
    resumesAt !== null &&
    failure !== null &&
    blocksInsteadOfFailing(failure) &&
    prerequisiteOf(failure) !== 'later'
  return state === 'blocked' && goesOnSoon && !isBeingPrepared(download)
}
