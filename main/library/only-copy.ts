import type { ListedRecordings } from '../interfaces.ts'

/** A saved recording, and the enterprise in whose lists it was seen. */
interface ListedBefore {
  confUUID: string
  site: string
  enterpriseId: string
  /** ISO start of the meeting; '' when unknown. */
  start: string
}

/**
 * Near the ends of a period it is not certain what a service counts to it: a meeting begins before its recording, and
 * clocks and time zones differ.
 */
const MARGIN_MS = 24 * 3_600_000

/**
 * What a list says of a saved recording: that it is in the cloud (`listed`), that it is there no longer (`gone`), or
 * nothing (null). Gone is only what a list of the same enterprise has had before: another enterprise's recordings, at
 * the same site, are in none of its lists.
 */
export function saysOf(list: ListedRecordings, recording: ListedBefore): 'listed' | 'gone' | null {
  if (recording.site !== list.site) return null
  if (list.confUUIDs.has(recording.confUUID)) return 'listed'
  if (!list.isWhole || recording.enterpriseId !== list.enterpriseId) return null
  const start = Date.parse(recording.start)
  const isInPeriod = start >= Date.parse(list.from) + MARGIN_MS && start <= Date.parse(list.to) - MARGIN_MS
  return isInPeriod ? 'gone' : null
}
