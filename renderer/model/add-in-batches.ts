import type { CallOutput } from '../../contract/ipc.ts'

/** Each recording takes a few calls to the service: after so many the page updates its progress. */
const BATCH = 8

type Added = CallOutput<'downloads.addRecordings'>

export interface BatchResult extends Added {
  /** Ids not requested, because of a stop or an error. */
  notAsked: string[]
  /** The error that ended it early, if it was not stopped. */
  error: unknown
}

/** Queues many recordings in batches; those queued before a stop or an error stay queued and are returned. */
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
