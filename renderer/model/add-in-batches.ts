import type { CallOutput } from '../../contract/ipc.ts'

/** Each recording costs the service a few calls: after so many the page says how far it has come. */
const BATCH = 8

type Added = CallOutput<'downloads.addRecordings'>

export interface BatchResult extends Added {
  /** Ids that were not asked for, because of a stop or an error. */
  notAsked: string[]
  /** What ended it early, other than a stop. */
  error: unknown
}

/** Queues many recordings a few at a time; what was queued before a stop or an error stays queued and is told. */
export async function addInBatches(
  confUUIDs: readonly string[],
  add: (batch: string[]) => Promise<Added>,
  onDone: (count: number) => void,
  signal: AbortSignal,
): Promise<BatchResult> {
  const result: BatchResult = { added: 0, known: 0, failed: [], notAsked: [], error: null }
  for (let at = 0; at < confUUIDs.length; at += BATCH) {
    if (signal.aborted) return { ...result, notAsked: confUUIDs.slice(at) }
    try {
      const { added, known, failed } = await add(confUUIDs.slice(at, at + BATCH))
      result.added += added
      result.known += known
      result.failed.push(...failed)
    } catch (error) {
      return { ...result, notAsked: confUUIDs.slice(at), error }
    }
    onDone(Math.min(confUUIDs.length, at + BATCH))
  }
  return result
}
