/**
 * @file The states of a download and everything derived from them. `STATE_RULES` is the single source: the
 *   queue in main, the pages and the terminal call the functions below. A new state does not compile without a
 *   row here.
 */
import type { Failure } from './errors.ts'

export const DOWNLOAD_STATES = [
  /** Not started yet. */
  'waiting',
  'running',
  /** Paused by the user. */
  'paused',
  /** Waits until `resumesAt`, then resumes automatically. */
  'retrying',
  /**
   * Stopped until an external condition changes: disk space, a sign-in, the network. `failure` says which.
   */
  'blocked',
  'saved',
  'failed',
  'cancelled',
] as const

export type DownloadState = (typeof DOWNLOAD_STATES)[number]

/** Actions of the user on a download. */
export type QueueAction = 'pause' | 'resume' | 'retry' | 'cancel' | 'clear'

interface StateRules {
  /** active: progresses without the user · held: waits for the user or a prerequisite · ended: final. */
  phase: 'active' | 'held' | 'ended'
  /** Counts towards the parallel file limit; its transfer must be stopped before its state may change. */
  occupiesSlot: boolean
  /** The state after each action; null: the action is ignored. */
  on: Record<QueueAction, DownloadState | 'removed' | null>
  /** The state at the next start of a download found in this state. */
  afterRestart: DownloadState
}

const STATE_RULES: Record<DownloadState, StateRules> = {
  waiting: {
    phase: 'active',
    occupiesSlot: false,
    on: { pause: 'paused', resume: null, retry: null, cancel: 'cancelled', clear: null },
    afterRestart: 'waiting',
  },
  running: {
    phase: 'active',
    occupiesSlot: true,
    on: { pause: 'paused', resume: null, retry: null, cancel: 'cancelled', clear: null },
    afterRestart: 'waiting',
  },
  paused: {
    phase: 'held',
    occupiesSlot: false,
    on: { pause: null, resume: 'waiting', retry: 'waiting', cancel: 'cancelled', clear: null },
    afterRestart: 'paused',
  },
  retrying: {
    phase: 'active',
    occupiesSlot: true,
    on: { pause: 'paused', resume: null, retry: 'waiting', cancel: 'cancelled', clear: null },
    afterRestart: 'waiting',
  },
  blocked: {
    phase: 'held',
    occupiesSlot: false,
    on: { pause: 'paused', resume: 'waiting', retry: 'waiting', cancel: 'cancelled', clear: null },
    afterRestart: 'waiting',
  },
  saved: {
    phase: 'ended',
    occupiesSlot: false,
    on: { pause: null, resume: null, retry: null, cancel: null, clear: 'removed' },
    afterRestart: 'saved',
  },
  failed: {
    phase: 'ended',
    occupiesSlot: false,
    on: { pause: null, resume: null, retry: 'waiting', cancel: 'cancelled', clear: 'removed' },
    afterRestart: 'failed',
  },
  cancelled: {
    phase: 'ended',
    occupiesSlot: false,
    on: { pause: null, resume: null, retry: 'waiting', cancel: null, clear: 'removed' },
    afterRestart: 'cancelled',
  },
}

/** A download, or the fields of one that these rules need. */
interface HasState {
  readonly state: DownloadState
}

/** Will still change without the user. */
export const isActive = ({ state }: HasState): boolean => STATE_RULES[state].phase === 'active'

/** Not ended: active, or held until the user or the disk does something. */
export const isOpen = ({ state }: HasState): boolean => STATE_RULES[state].phase !== 'ended'

export const isEnded = ({ state }: HasState): boolean => STATE_RULES[state].phase === 'ended'

/** Its transfer runs, or waits to repeat an attempt. */
export const occupiesSlot = ({ state }: HasState): boolean => STATE_RULES[state].occupiesSlot

/** The user can resume it from where it stopped. */
export const isResumable = ({ state }: HasState): boolean => STATE_RULES[state].on.resume !== null

/** The user can retry it. Resuming a held download does the same, so only one of the two is offered. */
export const isRetryable = (download: MayBePostponed): boolean =>
  nextState('retry', download) !== null && !isResumable(download)

/** The state after a user action; `removed`: deleted from the list; null: unchanged. */
export function nextState(action: QueueAction, download: MayBePostponed): DownloadState | 'removed' | null {
  // It waits already, but for a time: now it waits for a place only.
  if (action === 'retry' && isPostponed(download)) return 'waiting'
  return STATE_RULES[download.state].on[action]
}

interface MayBePostponed extends HasState {
  /** ISO; null: no time is known. */
  readonly resumesAt: string | null
}

/**
 * Waits for a time that its server named, without a place among the running ones: it starts at `resumesAt`,
 * or when the user retries it.
 */
export function isPostponed({ state, resumesAt }: MayBePostponed): boolean {
  return state === 'waiting' && resumesAt !== null
}

/** The recording has no files yet: not an error, and no action is needed. */
export function isBeingPrepared({ state, failure }: HasState & { failure: Failure | null }): boolean {
  return state === 'blocked' && failure?.code === 'NOT_TRANSCODED'
}

export function stateAfterRestart(state: DownloadState): DownloadState {
  return STATE_RULES[state].afterRestart
}
