import type { Download } from '../../../contract/download.ts'
import { isActive, isBeingPrepared, isEnded, isResumable } from '../../../contract/download-states.ts'
import { isAtWork, type RuleSource } from './rule-source.ts'

/** What the tray shows. */
export interface TrayState {
  activity:
    | { kind: 'saving'; done: number; of: number; share: number }
    /** A rule lists recordings: what it will save is not known yet. */
    | { kind: 'listing' }
    | { kind: 'paused'; count: number }
    /** Downloads wait for the user, for example for a sign-in or room on the disk. */
    | { kind: 'waits-for-user'; count: number }
    /** Every rule has saved all that can be saved. */
    | { kind: 'complete' }
    | { kind: 'idle' }
  canPause: boolean
  canResume: boolean
  /** Rules that are on; 0: there is nothing to run. */
  rules: number
  /** The newest first. */
  saved: readonly { id: string; name: string }[]
}

/** The downloads that belong together: those that were seen active since the last time none was. */
export function batchMembers(
  before: ReadonlySet<string>,
  downloads: readonly Pick<Download, 'id' | 'state'>[],
): Set<string> {
  if (!downloads.some(isActive)) return new Set()
  // One that is not in the list any more was cleared, or replaced by the files that were looked up for it.
  return new Set(downloads.filter((one) => isActive(one) || before.has(one.id)).map(({ id }) => id))
}

/** @param members of the current batch, see {@link batchMembers} */
export function trayStateOf(
  downloads: readonly Download[],
  members: ReadonlySet<string>,
  { rules, states }: ReturnType<RuleSource['list']>,
  saved: TrayState['saved'],
): TrayState {
  const on = rules.filter(({ isOn }) => isOn)
  return {
    activity: activityOf(downloads, members, { rules: on, states }),
    canPause: downloads.some(isActive),
    canResume: downloads.some(({ state }) => state === 'paused'),
    rules: on.length,
    saved,
  }
}

function activityOf(
  downloads: readonly Download[],
  members: ReadonlySet<string>,
  { rules, states }: ReturnType<RuleSource['list']>,
): TrayState['activity'] {
  const batch = downloads.filter(({ id }) => members.has(id))
  if (batch.some(isActive)) return savingOf(batch)
  const passes = states.flatMap(({ progress }) => progress ?? [])
  const [done, of] = [sum(passes.map((one) => one.done)), sum(passes.map((one) => one.of))]
  if (of > 0) return { kind: 'saving', done, of, share: Math.min(1, done / of) }
  if (states.some(isAtWork)) return { kind: 'listing' }
  const waiting = downloads.filter(
    (one) => one.state === 'blocked' && one.resumesAt === null && isResumable(one) && !isBeingPrepared(one),
  ).length
  if (waiting > 0) return { kind: 'waits-for-user', count: waiting }
  const paused = downloads.filter(({ state }) => state === 'paused').length
  if (paused > 0) return { kind: 'paused', count: paused }
  const isComplete = rules.every(({ id }) => {
    const coverage = states.find((one) => one.id === id)?.coverage
    if (coverage === null || coverage === undefined) return false
    return coverage.recordings > 0 && coverage.complete === coverage.recordings
  })
  return { kind: rules.length > 0 && isComplete ? 'complete' : 'idle' }
}

/** The share counts files, each with the bytes it has: the size of many is not known before they start. */
function savingOf(batch: readonly Download[]): TrayState['activity'] {
  const ended = batch.filter(isEnded).length
  const started = batch
    .filter((one) => !isEnded(one))
    .map(({ receivedBytes, totalBytes }) =>
      totalBytes === null || totalBytes === 0 ? 0 : Math.min(1, receivedBytes / totalBytes),
    )
  return { kind: 'saving', done: ended, of: batch.length, share: (ended + sum(started)) / batch.length }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
