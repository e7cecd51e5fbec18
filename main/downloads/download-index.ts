import { isActive, isPostponed, occupiesSlot } from '../../contract/download-states.ts'
import { sourceKey } from '../../contract/source-key.ts'
import { comparableName } from './free-name.ts'
import type { Queued } from './queued.ts'
import { createRanked, type Ranked } from './ranked.ts'

/** What the queue asks of its list at every step, without going through tens of thousands of downloads. */
export interface DownloadIndex {
  /** Waiting files, in queue order. */
  readonly files: Ranked
  /** Waiting recordings that have not been looked up, in queue order. */
  readonly recordings: Ranked
  readonly running: ReadonlySet<string>
  readonly blocked: ReadonlySet<string>
  readonly postponed: ReadonlySet<string>
  /** Number of downloads that progress without the user. */
  readonly active: number
  /** Downloads of an order. */
  idsOfOrder(orderId: string): ReadonlySet<string>
  /** The download of a source (contract/source-key.ts). */
  idOf(key: string): string | undefined
  /** Names (free-name.ts: `comparableName`) used by downloads into a folder. */
  namesIn(folder: string): Pick<ReadonlySet<string>, 'has'>
  add(download: Queued): void
  remove(download: Queued): void
}

export function createDownloadIndex(): DownloadIndex {
  const files = createRanked()
  const recordings = createRanked()
  const [running, blocked, postponed] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const active = new Set<string>()
  const byOrder = new Map<string, Set<string>>()
  const bySource = new Map<string, string>()
  /** By folder, how many downloads have each name: a saved file and a new version of it may share one. */
  const names = new Map<string, Map<string, number>>()
  const countName = ({ folder, fileName }: Queued, by: 1 | -1): void => {
    const inFolder = names.get(folder) ?? new Map<string, number>()
    names.set(folder, inFolder)
    const name = comparableName(fileName)
    const count = (inFolder.get(name) ?? 0) + by
    if (count > 0) inFolder.set(name, count)
    else inFolder.delete(name)
  }
  const put = (set: Set<string>, id: string, isMember: boolean): void =>
    void (isMember ? set.add(id) : set.delete(id))
  return {
    ...{ files, recordings, running, blocked, postponed },
    get active() {
      return active.size
    },
    idsOfOrder: (orderId) => byOrder.get(orderId) ?? new Set(),
    idOf: (key) => bySource.get(key),
    namesIn: (folder) => names.get(folder) ?? new Map(),
    add: (download) => {
      const { id, state, rank, awaited, source, orderId } = download
      const isWaiting = state === 'waiting'
      if (isWaiting && awaited === null) files.set(id, rank)
      else files.delete(id)
      if (isWaiting && awaited !== null) recordings.set(id, rank)
      else recordings.delete(id)
      put(running, id, occupiesSlot(download))
      put(blocked, id, state === 'blocked')
      put(postponed, id, isPostponed(download))
      put(active, id, isActive(download))
      bySource.set(sourceKey(source), id)
      if (orderId !== null) byOrder.set(orderId, (byOrder.get(orderId) ?? new Set()).add(id))
      countName(download, 1)
    },
    remove: (download) => {
      const { id, source, orderId } = download
      if (orderId !== null) byOrder.get(orderId)?.delete(id)
      files.delete(id)
      recordings.delete(id)
      for (const set of [running, blocked, postponed, active]) set.delete(id)
      if (bySource.get(sourceKey(source)) === id) bySource.delete(sourceKey(source))
      countName(download, -1)
    },
  }
}
