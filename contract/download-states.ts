/**
 * @file The states of a download and everything that follows from one. `STATE_RULES` is the only place that says so:
 * the queue in main, the pages and the terminal ask the functions below. A new state needs a row here, and the
 * compiler asks for it.
 */
import type { Failure } from './errors.ts'

export const DOWNLOAD_STATES = [
  /** Its turn has not come. */
  'waiting',
  'running',
  /** By the user. */
  'paused',
  /** Waits until `resumesAt` and resumes without the user. */
  'retrying',
  /** Stopped until something outside the download changes: room, a sign-in, the network. `failure` says what. */
  'blocked',
  'saved',
  'failed',
  'cancelled',
] as const

export type DownloadState = (typeof DOWNLOAD_STATES)[number]

/** What a user can do to a download. */
export type QueueAction = 'pause' | 'resume' | 'retry' | 'cancel' | 'clear'

interface StateRules {
  /**
   * active: progresses without the user · held: stays until the user acts or what it lacks is there · ended: nothing
   * happens to it any more.
   */
  phase: 'active' | 'held' | 'ended'
  /** Counts towards the files that run at once; its transfer must be stopped before its state may change. */
  occupiesSlot: boolean
  /** The state that each action leads to; null: the action leaves it unchanged. */
  on: Record<QueueAction, DownloadState | 'removed' | null>
  /** What a state found in the queue file becomes at the next start. */
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

/** A download, or the part of one that these rules need. */
interface HasState {
  readonly state: DownloadState
}

/** Something will still happen to it without the user. */
export const isActive = ({ state }: HasState): boolean => STATE_RULES[state].phase === 'active'

/** Not ended: active, or held until the user or the disk does something. */
export const isOpen = ({ state }: HasState): boolean => STATE_RULES[state].phase !== 'ended'

export const isEnded = ({ state }: HasState): boolean => STATE_RULES[state].phase === 'ended'

/** Its transfer runs, or waits to repeat an attempt. */
export const occupiesSlot = ({ state }: HasState): boolean => STATE_RULES[state].occupiesSlot

/** The user can let it go on from where it is. */
export const isResumable = ({ state }: HasState): boolean => STATE_RULES[state].on.resume !== null

/** The user can try it again. Resuming a held one does the same, so that only one of the two is offered. */
export const isRetryable = (download: HasState): boolean =>
  STATE_RULES[download.state].on.retry !== null && !isResumable(download)

/** The state that an action of the user leads to; `removed`: off the list; null: the state does not change. */
export function nextState(action: QueueAction, { state }: HasState): DownloadState | 'removed' | null {
  return STATE_RULES[state].on[action]
}

/** A recording that has no files yet: nothing is wrong, and nothing needs to be done. */
export function isBeingPrepared({ state, failure }: HasState & { failure: Failure | null }): boolean {
  return state === 'blocked' && failure?.code === 'NOT_TRANSCODED'
}

export function stateAfterRestart(state: DownloadState): DownloadState {
  return STATE_RULES[state].afterRestart
}
