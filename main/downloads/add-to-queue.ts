import { join } from 'node:path'
import type { QueueAction } from '../../contract/download-states.ts'
import { sourceKey } from '../../contract/source-key.ts'
import { mountPointOf } from '../files/mount-point.ts'
import { createDescribedFiles, type FindDescribed } from '../library/described-files.ts'
import type { Library } from '../library/library.ts'
import { limitConcurrency } from '../limit-concurrency.ts'
import { removeFinishedJournal } from '../transfer/find-finished.ts'
import type { DownloadList } from './download-list.ts'
import type { DownloadRequest } from './download-requests.ts'
import { copyOf, findSaved } from './find-saved.ts'
import { findFileName, wasRefusedByName } from './free-name.ts'
import { queuedRequest } from './queued-request.ts'

/** The place of a recording in the queue, for the files that replace it. */
export interface QueuePlace {
  rank: number
}

export type AddToQueue = (
  requests: DownloadRequest[],
  folder: string,
  place?: QueuePlace,
) => Promise<{ id: string; isNew: boolean }[]>

/**
 * Adds files to the list: each under a name that is free, as saved if its folder has it, and once, however often it is
 * requested.
 */
export function createAddToQueue(deps: {
  list: DownloadList
  library: Library
  act: (action: QueueAction, ids: string[]) => void
  isStopping: (id: string) => boolean
  /** Resolves when a transfer that was asked to stop has stopped. */
  stopped: (isStopping: () => boolean) => Promise<void>
}): AddToQueue {
  const { list, library, act, isStopping, stopped } = deps
  const described = createDescribedFiles()
  const oneRequestAtATime = limitConcurrency(1)

  async function addOne(
    request: DownloadRequest,
    folder: string,
    inFolder: FindDescribed,
    rank: number | undefined,
  ): Promise<{ id: string; isNew: boolean }> {
    const key = sourceKey(request.source)
    const { here: entry, elsewhere } = await findSaved(request, folder, library, inFolder)
    const same = list.get(list.index.idOf(key) ?? '')
    const isToReplace = same?.state === 'cancelled' || (same !== undefined && wasRefusedByName(same))
    if (same !== undefined && !isToReplace && (same.state !== 'saved' || entry !== null)) {
      // The service may have another version by now.
      list.change(same.id, { expected: request.expected })
      act('retry', [same.id])
      return { id: same.id, isNew: false }
    }
    if (same !== undefined && isStopping(same.id)) {
      // Cancelled, but its transfer still has the unfinished file, or may even have saved it.
      await stopped(() => isStopping(same.id))
      return await addOne(request, folder, inFolder, rank)
    }
    if (same !== undefined) list.remove(same.id)
    if (entry !== null) await removeFinishedJournal(join(folder, request.fileName), key)
    const { fileName, failure } =
      request.awaited === undefined
        ? await findFileName(folder, request.fileName, key, list.index.namesIn(folder))
        : { fileName: '', failure: null }
    const mountPoint = await mountPointOf(folder).catch(() => null)
    const queued = queuedRequest(request, { folder, fileName, mountPoint }, entry, copyOf(elsewhere))
    list.put(failure === null || entry !== null ? queued : { ...queued, state: 'failed', failure }, rank)
    return { id: queued.id, isNew: entry === null }
  }

  // Serialized, because two requests may choose the same name.
  return async (requests, folder, place) =>
    await oneRequestAtATime(async () => {
      const rows: { id: string; isNew: boolean }[] = []
      const inFolder = await described.index(folder)
      for (const [at, request] of requests.entries())
        rows.push(
          await addOne(
            request,
            folder,
            inFolder,
            place === undefined ? undefined : place.rank + at / requests.length,
          ),
        )
      return rows
    })
}
