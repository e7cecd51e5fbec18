import type { Download } from '../../contract/download.ts'

type State = Download['state']
export type Action = 'pause' | 'resume' | 'retry' | 'cancel' | 'clear'

/** What each action of the user makes of each state; a state that is not there stays as it is. */
export const TRANSITIONS: Record<Action, Partial<Record<State, State | 'removed'>>> = {
  pause: { waiting: 'paused', running: 'paused', retrying: 'paused', blocked: 'paused' },
  resume: { paused: 'waiting', blocked: 'waiting' },
  retry: {
    paused: 'waiting',
    failed: 'waiting',
    cancelled: 'waiting',
    blocked: 'waiting',
    retrying: 'waiting',
  },
  cancel: {
    waiting: 'cancelled',
    running: 'cancelled',
    retrying: 'cancelled',
    paused: 'cancelled',
    blocked: 'cancelled',
    failed: 'cancelled',
  },
  clear: { saved: 'removed', failed: 'removed', cancelled: 'removed' },
}

/** States in which a transfer holds one of the places. */
export const HOLDS_PLACE: ReadonlySet<State> = new Set<State>(['running', 'retrying'])

/** States in which something will still happen by itself. */
export const IS_GOING: ReadonlySet<State> = new Set<State>(['waiting', 'running', 'retrying'])

/** What a state found in the queue file is taken for at the next start. */
export function stateAfterRestart(state: State): State {
  return state === 'running' || state === 'retrying' || state === 'blocked' ? 'waiting' : state
}
