import { disksAnswer } from '../main/files/ask-disk.ts'
import { waitForDisks } from './end-process.ts'
import { statusOfStop } from './exit-status.ts'

/** Runs work on a folder, which rejects when it is interrupted; resolves to the status of the stop then. */
export async function stoppable<T>(interrupted: AbortSignal, work: () => Promise<T>): Promise<T | number> {
  waitForDisks(disksAnswer)
  try {
    return await work()
  } catch (error) {
    if (interrupted.aborted) return statusOfStop(interrupted)
    throw error
  }
}
