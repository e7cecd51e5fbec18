import { join } from 'node:path'
import type { QueueAction } from '../../contract/download-states.ts'
import { sourceKey } from '../../contract/source-key.ts'
import { mountPointOf } from '../files/mount-point.ts'
import { type AskFolder, createAskedFolders } from '../library/asked-folders.ts'
import type { LibraryEntry } from '../library/entry.ts'
import type { Library } from '../library/library.ts'
import { setAside } from '../library/set-aside.ts'
import { limitConcurrency } from '../limit-concurrency.ts'
import { removeUnfinishedDescriptions } from '../library/write-description.ts'
import { removeFinishedJournal } from '../transfer/find-finished.ts'
import type { DownloadList } from './download-list.ts'
import type { DownloadRequest } from './download-requests.ts'
import { copyOf, findSaved } from './find-saved.ts'
import { findFileName, wasRefusedByName } from './free-name.ts'
import { queuedRequest } from './queued-request.ts'
import type { Queued } from './queued.ts'

/** What files take over from the recording that they replace in the queue. */
export type QueuePlace = Pick<Queued, 'rank' | 'orderId' | 'estimatedBytes'>

export type AddToQueue = (
  requests: DownloadRequest[],
  folder: string,
  place?: QueuePlace | null,
) => Promise<{ id: string; isNew: boolean }[]>

export interface AddToQueueDeps {
  list: DownloadList
  library: Library
  act: (action: QueueAction, ids: string[]) => void
  isStopping: (id: string) => boolean
  /** Resolves when a transfer that was asked to stop has stopped. */
  stopped: (isStopping: () => boolean) => Promise<void>
  /** Called with the path of a damaged file in the folder that was set aside: it is downloaded again. */
  onSetAside?: (path: string) => void
}

/**
 * Adds files to the list: each under a name that is free, as saved if its folder has it, and once, however often it is
 * requested.
 */
export function createAddToQueue(deps: AddToQueueDeps): AddToQueue {
  const { list, library, act, isStopping, stopped, onSetAside } = deps
  const asked = createAskedFolders()
  const oneRequestAtATime = limitConcurrency(1)

  /** Sets a damaged file aside; where that fails, as in a read-only folder, the new file gets another name. */
  const makeWay = async (damaged: LibraryEntry): Promise<void> => {
    try {
      await setAside(library, damaged, new Date())
      onSetAside?.(damaged.path)
    } catch {
      // Left where it is.
    }
  }

  async function addOne(
    request: DownloadRequest,
    folder: string,
    inFolder: AskFolder,
    place: QueuePlace | null,
  ): Promise<{ id: string; isNew: boolean }> {
    const key = sourceKey(request.source)
    const orderId = place?.orderId ?? null
    const {
      here: entry,
      elsewhere,
      isReplacement,
      damaged,
    } = await findSaved(request, folder, library, (source) =>
      inFolder(source, join(folder, request.fileName)),
    )
    const same = list.get(list.index.idOf(key) ?? '')
    const isToReplace = same?.state === 'cancelled' || (same !== undefined && wasRefusedByName(same))
    if (same !== undefined && !isToReplace && (same.state !== 'saved' || entry !== null)) {
      // The service may have another version by now.
      list.change(same.id, {
        expected: request.expected,
        isReplacement,
        ...(orderId === null ? {} : { orderId }),
      })
      act('retry', [same.id])
      return { id: same.id, isNew: false }
    }
    if (same !== undefined && isStopping(same.id)) {
      // Cancelled, but its transfer still has the unfinished file, or may even have saved it.
      await stopped(() => isStopping(same.id))
      return await addOne(request, folder, inFolder, place)
    }
    if (same !== undefined) list.remove(same.id)
    if (entry !== null && (await removeFinishedJournal(join(folder, request.fileName), key)))
      await removeUnfinishedDescriptions(entry.path)
    for (const one of damaged) await makeWay(one)
    const taken = list.index.namesIn(folder)
    const { fileName, failure } = await findFileName(folder, request.fileName, key, taken)
    const mountPoint = await mountPointOf(folder).catch(() => null)
    const estimatedBytes = place?.estimatedBytes ?? null
    const where = { folder, fileName, mountPoint, orderId, estimatedBytes, isReplacement }
    const queued = queuedRequest(request, where, entry, copyOf(elsewhere))
    list.put(
      failure === null || entry !== null ? queued : { ...queued, state: 'failed', failure },
      place?.rank,
    )
    return { id: queued.id, isNew: entry === null }
  }

  // Serialized, because two requests may choose the same name.
  return async (requests, folder, place = null) =>
    await oneRequestAtATime(async () => {
      const rows: { id: string; isNew: boolean }[] = []
      const inFolder = await asked.ask(folder)
      for (const [at, request] of requests.entries()) {
        const share = place === null ? null : shareOf(place, at, requests.length)
        rows.push(await addOne(request, folder, inFolder, share))
      }
      return rows
    })
}

/** The n-th of the files that replace a recording: behind its rank and before the next one's. */
function shareOf({ rank, orderId, estimatedBytes }: QueuePlace, n: number, count: number): QueuePlace {
  return {
    orderId,
    rank: rank + n / count,
    estimatedBytes: estimatedBytes === null ? null : estimatedBytes / count,
  }
}
