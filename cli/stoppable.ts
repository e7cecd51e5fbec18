import { statusOfStop } from './exit-status.ts'

/** Runs work that rejects when it is interrupted; resolves to the status of the stop then. */
export async function stoppable<T>(interrupted: AbortSignal, work: () => Promise<T>): Promise<T | number> {
  try {
    return await work()
  } catch (error) {
    if (interrupted.aborted) return statusOfStop(interrupted)
    throw error
  }
}
