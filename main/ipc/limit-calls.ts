import { AppError } from '../../contract/errors.ts'
import type { CallName } from '../../contract/ipc.ts'
import { limitConcurrency } from '../limit-concurrency.ts'

/** Of one kind; a page that scrolls past many pictures asks for more, and these wait. */
const MOST_RUNNING = 20
/** Of all kinds. */
const MOST_WAITING = 1000

export interface CallLimits {
  /** Must the next call of this kind wait? */
  isFull(channel: CallName): boolean
  /** Runs a call in its turn; BAD_INPUT when too many wait. */
  run<T>(channel: CallName, work: () => Promise<T>): Promise<T>
}

/**
 * Limits the calls of a page in a loop: each may hold files, connections or a place at a service. Calls of another
 * kind go on meanwhile.
 */
export function limitCalls(): CallLimits {
  const lanes = new Map<CallName, { inTurn: ReturnType<typeof limitConcurrency>; pending: number }>()
  let waiting = 0
  const laneOf = (channel: CallName) => {
    const lane = lanes.get(channel) ?? { inTurn: limitConcurrency(MOST_RUNNING), pending: 0 }
    lanes.set(channel, lane)
    return lane
  }
  const isFull = (channel: CallName): boolean => laneOf(channel).pending >= MOST_RUNNING
  return {
    isFull,
    async run(channel, work) {
      const lane = laneOf(channel)
      const mustWait = isFull(channel)
      if (mustWait && waiting >= MOST_WAITING) throw new AppError('BAD_INPUT', { detail: 'too many calls' })
      lane.pending += 1
      if (mustWait) waiting += 1
      try {
        return await lane.inTurn(() => {
          if (mustWait) waiting -= 1
          return work()
        })
      } finally {
        lane.pending -= 1
      }
    },
  }
}
