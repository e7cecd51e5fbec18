import type { Download } from '../../contract/download.ts'
import { isActive } from '../../contract/download-states.ts'
import { isRequestRefused, prerequisiteOf } from '../../contract/error-rules.ts'
import type { Failure } from '../../contract/errors.ts'
import type { Recording } from '../../contract/recording.ts'
import type { LedgerEntry } from './ledger-entry.ts'

/** What came of asking for the files of a recording. */
export type RecordingOutcome =
  /** `readyAt`: ISO estimate of the service. */
  | { kind: 'waiting'; readyAt: string | null }
  | { kind: 'notAllowed'; failure: Failure }
  | { kind: 'failed'; failure: Failure }
  /** It has no files of the wanted types. */
  | { kind: 'nothing' }
  /** Its files of the wanted types, at least one. */
  | { kind: 'files'; downloads: readonly Download[] }

/**
 * What the failure of a look-up means. A recording that the service calls unplayable, and then refuses, cannot be had
 * by this account; any other refusal but one of rights is a failure.
 */
export function outcomeOfLookup(failure: Failure, { state }: Pick<Recording, 'state'>): RecordingOutcome {
  const { code, params } = failure
  if (code === 'NOT_TRANSCODED') {
    const readyAt = params?.['readyAt']
    return { kind: 'waiting', readyAt: typeof readyAt === 'string' ? readyAt : null }
  }
  if (code === 'NOT_FOUND' && params?.['at'] === 'types') return { kind: 'nothing' }
  const isRefused = code === 'NO_PERMISSION' || (state === 'unavailable' && isRequestRefused(failure))
  return { kind: isRefused ? 'notAllowed' : 'failed', failure }
}

/** The entry of a recording after its outcome. `now`: ISO. */
export function entryAfter(
  before: LedgerEntry,
  recording: Recording,
  outcome: RecordingOutcome,
  types: readonly string[],
  now: string,
): LedgerEntry {
  const as = (state: LedgerEntry['state'], change: Partial<LedgerEntry> = {}): LedgerEntry => ({
    ...before,
    ...{ state, since: before.state === state ? before.since : now, until: null, error: null },
    ...change,
  })
  switch (outcome.kind) {
    case 'waiting':
      return as('waiting', { until: outcome.readyAt })
    case 'notAllowed':
      return as('notAllowed', { refused: { at: now, listedAs: recording.state } })
    case 'failed':
      return as('failed', { error: outcome.failure.code })
    case 'nothing':
      return as('saved', { ...lookedUp(recording, types, now), files: [] })
    case 'files': {
      const { downloads } = outcome
      const known = { ...lookedUp(recording, types, now), files: downloads.flatMap(fileOf) }
      if (downloads.every(({ state }) => state === 'saved')) return as('saved', known)
      const failed = downloads.find(hasFailed)
      return failed === undefined
        ? as('partly', known)
        : as('failed', { ...known, error: failed.failure?.code ?? null })
    }
  }
}

/** Whether a file needs something: one that was stopped goes on with the next pass. */
export function hasFailed({ state }: Download): boolean {
  return state === 'failed' || state === 'blocked'
}

/** Whether all files of a recording have ended, as far as this pass goes. */
export function isOver(downloads: readonly Download[]): boolean {
  return !downloads.some(isActive)
}

/**
 * Whether another process is downloading the file into the same folder: it is saved once that has ended. A file that
 * another program has open names the system's error.
 */
export function isWithOther({ state, failure }: Pick<Download, 'state' | 'failure'>): boolean {
  return state === 'failed' && failure?.code === 'FILE_LOCKED' && failure.params?.['errno'] === undefined
}

/** Recordings in a row that may lack the same before the others are given up. */
const MOST_IN_A_ROW = 8

/**
 * Whether to ask for further recordings: not without a sign-in or the disk, nor after many in a row that found the
 * service unreachable or the disk full. One alone keeps no other from being saved.
 *
 * @param inARow failures of the last recordings, newest last, since one was saved
 */
export function goesOn(inARow: readonly Failure[]): boolean {
  const last = inARow.at(-1)
  const missing = last === undefined ? null : prerequisiteOf(last)
  if (missing === 'sign-in' || missing === 'disk') return false
  const general = inARow.filter((failure) => {
    const lacks = prerequisiteOf(failure)
    return lacks === 'network' || lacks === 'room' || lacks === 'trust'
  })
  return general.length < MOST_IN_A_ROW
}

function lookedUp(
  { durationSeconds, sizeMB }: Recording,
  types: readonly string[],
  now: string,
): Pick<LedgerEntry, 'seconds' | 'sizeMB' | 'lookedUpAt' | 'types'> {
  return { seconds: durationSeconds, sizeMB, lookedUpAt: now, types: [...types] }
}

function fileOf({ source }: Download): LedgerEntry['files'] {
  return source.kind === 'recording' ? [{ fileType: source.fileType, part: source.part }] : []
}
