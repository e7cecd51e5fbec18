import { type Leaving, leavesSoon } from '../../contract/retention.ts'
import type { Recording } from '../../contract/recording.ts'
import type { Session } from '../cloud/session.ts'
import type { Library } from '../library/library.ts'
import { type LedgerEntry, recordingKey } from './ledger-entry.ts'

/** Recordings of lists that are remembered: some years of a large enterprise. */
const MOST_LISTED = 50_000

/** Which recordings leave the cloud before they are saved, from what is known without asking the service. */
export interface LeavingRecordings {
  /** Learns from the rows of a list. */
  noteRows(site: string, rows: readonly Recording[]): void
  /**
   * How many recordings that are not saved leave soon, of those that lists of this session have shown and, with
   * `entries`, of those in the ledgers of rules. None while it is not known how long the enterprise keeps recordings.
   */
  soon(entries?: Iterable<LedgerEntry>): Leaving
}

/** States in which a pass still tries to save a recording. */
const OPEN: ReadonlySet<LedgerEntry['state']> = new Set(['partly', 'waiting', 'failed'])

/** @param now in ms */
export function createLeavingRecordings(deps: {
  session: Pick<Session, 'state' | 'onChange'>
  library: Pick<Library, 'ofRecording'>
  retentionDays: () => number | null
  now?: () => number
}): LeavingRecordings {
  const { session, library, retentionDays, now = Date.now } = deps
  /** Oldest first by when they were listed; the start by site and id. */
  const listed = new Map<string, { site: string; confUUID: string; start: string | null }>()

  const readerOf = (): string => {
    const { account } = session.state()
    return account === null
      ? ''
      : JSON.stringify([account.baseUrl, account.enterpriseId, account.userId, account.isAdmin])
  }
  let reader = readerOf()
  session.onChange(() => {
    if (readerOf() === reader) return
    reader = readerOf()
    listed.clear()
  })

  return {
    noteRows: (site, rows) => {
      // Others cannot save recordings.
      if (session.state().account?.isAdmin === false) return
      for (const { confUUID, startTime, state } of rows) {
        const key = recordingKey(site, confUUID)
        listed.delete(key)
        if (state !== 'unavailable') listed.set(key, { site, confUUID, start: startTime })
      }
      for (const key of listed.keys()) {
        if (listed.size <= MOST_LISTED) break
        listed.delete(key)
      }
    },
    soon: (entries = []) => {
      const starts = new Map<string, string | null>()
      for (const [key, { site, confUUID, start }] of listed)
        if (library.ofRecording(site, confUUID).length === 0) starts.set(key, start)
      for (const { site, confUUID, start, state } of entries) {
        const key = recordingKey(site, confUUID)
        if (OPEN.has(state)) starts.set(key, start)
        else starts.delete(key)
      }
      return leavesSoon(starts.values(), retentionDays(), now())
    },
  }
}
