import { join } from 'node:path'
import type { Download, Source } from '../../contract/download.ts'
import { createEmitter } from '../../contract/emitter.ts'
import { prerequisiteOf } from '../../contract/error-rules.ts'
import { isEnded, stateAfterRestart } from '../../contract/download-states.ts'
import { AppError, toFailure } from '../../contract/errors.ts'
import type { OrderFacts } from '../../contract/order.ts'
import { sourceKey } from '../../contract/source-key.ts'
import type { FilePlace } from '../../contract/recording.ts'
import type { Log, QueuedPlace } from '../interfaces.ts'
import { createDownloadIndex, type DownloadIndex } from './download-index.ts'
import { publicPart, type Queued } from './queued.ts'
import type { QueueChange, QueueFile, QueueState } from './queue-file.ts'

/** Throttle: ten events a second for the whole list. */
const ANNOUNCE_MS = 100

/** A larger event would hold up the page. */
const MAX_PER_EVENT = 5000

export interface DownloadList {
  /** In queue order. */
  all(): Queued[]
  /** The same in any order, without the cost of sorting them. */
  values(): Iterable<Queued>
  get(id: string): Queued | undefined
  /** Throws CANCELLED if it is gone. */
  sourceOf(id: string): Source
  /** Files of the recording that a download is of, with the final paths of their own downloads. */
  withPaths(id: string, places: FilePlace[]): QueuedPlace[]
  readonly orders: ReadonlyMap<string, OrderFacts>
  readonly index: Omit<DownloadIndex, 'add' | 'remove'>
  /** Appends a download, or puts it at a rank. */
  put(download: Queued, rank?: number): void
  /** Updates a download; a change of state is also persisted, progress is not. */
  change(id: string, patch: Partial<Queued>): void
  remove(id: string): void
  /** Removes downloads that have ended; `undoClear` brings them back, with their orders. */
  clear(downloads: readonly Queued[]): void
  /** Puts the downloads of the last `clear` where they were, except those that were added again. */
  undoClear(): void
  putOrder(order: OrderFacts): void
  removeOrder(id: string): void
  /** Resolves when all changes so far are on disk, or could not be written. */
  written(): Promise<void>
  /** Moves waiting downloads to the front, in the order given. */
  moveToTop(ids: string[]): void
  onChange(listen: (change: { changed: Download[]; removed: string[] }) => void): () => void
  load(): Promise<void>
  /** Resolves when the list is on disk. */
  close(): Promise<void>
}

/** Creates the list of downloads: ordered, persisted where `file` is given, with change events. */
export function createDownloadList(file: QueueFile | null, log: Log): DownloadList {
  const downloads = new Map<string, Queued>()
  const orders = new Map<string, OrderFacts>()
  const index = createDownloadIndex()
  let [firstRank, lastRank] = [1, 0]
  const changes = createEmitter<[{ changed: Download[]; removed: string[] }]>()
  const unannounced = new Set<string>()
  let announcing: NodeJS.Timeout | null = null
  /** Changed in this tick, and to be persisted after it. */
  const unwritten = new Set<string>()
  const unwrittenOrders = new Set<string>()
  let writing: Promise<void> = Promise.resolve()
  let isScheduled = false
  let cleared: { downloads: readonly Queued[]; orders: readonly OrderFacts[] } | null = null

  const emitChanges = (): void => {
    announcing = null
    const ids = [...unannounced].slice(0, MAX_PER_EVENT)
    for (const id of ids) unannounced.delete(id)
    if (unannounced.size > 0) announcing = setTimeout(emitChanges, ANNOUNCE_MS)
    const changed = ids.flatMap((id) => downloads.get(id) ?? []).map(publicPart)
    const removed = ids.filter((id) => !downloads.has(id))
    changes.emit({ changed, removed })
  }

  const announce = (id: string): void => {
    unannounced.add(id)
    announcing ??= setTimeout(emitChanges, ANNOUNCE_MS)
  }

  const whole = (): QueueState => ({
    version: 1,
    downloads: [...downloads.values()],
    orders: [...orders.values()],
  })

  const write = (): void => {
    isScheduled = false
    const lines: QueueChange[] = []
    // An order first: a crash in between leaves it with fewer recordings, but none without it.
    for (const id of unwrittenOrders) {
      const order = orders.get(id)
      lines.push(order === undefined ? { removedOrder: id } : { order })
    }
    for (const id of unwritten) {
      const put = downloads.get(id)
      lines.push(put === undefined ? { removed: id } : { put })
    }
    unwritten.clear()
    unwrittenOrders.clear()
    if (file === null) return
    writing = file
      .append(lines, whole)
      .catch((error: unknown) =>
        log.error('the queue could not be written', { detail: toFailure(error).detail }),
      )
  }

  const persist = (id: string, changed = unwritten): void => {
    changed.add(id)
    if (!isScheduled) queueMicrotask(write)
    isScheduled = true
  }

  const set = (download: Queued): void => {
    const before = downloads.get(download.id)
    if (before !== undefined) index.remove(before)
    downloads.set(download.id, download)
    index.add(download)
  }
  const setAndAnnounce = (download: Queued): void => {
    set(download)
    announce(download.id)
  }

  const put = (download: Queued): void => {
    setAndAnnounce(download)
    persist(download.id)
  }
  const remove = (id: string): void => {
    const download = downloads.get(id)
    if (download !== undefined) index.remove(download)
    downloads.delete(id)
    announce(id)
    persist(id)
  }
  const putOrder = (order: OrderFacts): void => {
    orders.set(order.id, order)
    persist(order.id, unwrittenOrders)
  }

  const sourceOf = (id: string): Source => {
    const download = downloads.get(id)
    if (download === undefined) throw new AppError('CANCELLED')
    return download.source
  }

  return {
    orders,
    index,
    all: () => [...downloads.values()].toSorted((a, b) => a.rank - b.rank),
    values: () => downloads.values(),
    get: (id) => downloads.get(id),
    sourceOf,
    withPaths: (id, places) =>
      places.map((place) => {
        const source = { ...sourceOf(id), ...place }
        const download = downloads.get(index.idOf(sourceKey(source)) ?? '')
        const isWanted = download !== undefined && download.awaited === null && !isEnded(download)
        return { ...place, path: isWanted ? join(download.folder, download.fileName) : null }
      }),
    put: (download, rank) => {
      lastRank = Math.max(lastRank, rank ?? lastRank + 1)
      put({ ...download, rank: rank ?? lastRank })
    },
    change: (id, patch) => {
      const download = downloads.get(id)
      if (download === undefined) return
      setAndAnnounce({ ...download, ...patch })
      if (patch.state !== undefined) persist(id)
    },
    remove,
    clear: (ended) => {
      if (ended.length === 0) return
      const ids = new Set(ended.map(({ orderId }) => orderId))
      cleared = { downloads: ended, orders: [...orders.values()].filter(({ id }) => ids.has(id)) }
      for (const { id } of ended) remove(id)
    },
    undoClear: () => {
      for (const order of cleared?.orders ?? []) putOrder(order)
      for (const one of cleared?.downloads ?? [])
        if (index.idOf(sourceKey(one.source)) === undefined) put(one)
      cleared = null
    },
    putOrder,
    removeOrder: (id) => {
      orders.delete(id)
      persist(id, unwrittenOrders)
    },
    written: async () => {
      await Promise.resolve()
      await writing
    },
    moveToTop: (ids) => {
      const moved = ids.flatMap((id) => downloads.get(id) ?? []).filter(({ state }) => state === 'waiting')
      firstRank -= moved.length
      for (const [at, one] of moved.entries()) {
        setAndAnnounce({ ...one, rank: firstRank + at })
        persist(one.id)
      }
    },
    onChange: changes.on,
    load: async () => {
      const state = await file?.read()
      const found = state?.downloads ?? []
      for (const order of state?.orders ?? []) orders.set(order.id, order)
      for (const download of found)
        set({
          ...download,
          state: stateAfterRestart(download.state),
          resumesAt: outlastsRestart(download) ? download.resumesAt : null,
          bytesPerSecond: 0,
        })
      for (const { rank } of found)
        [firstRank, lastRank] = [Math.min(firstRank, rank), Math.max(lastRank, rank)]
      lastRank = Math.ceil(lastRank)
    },
    close: async () => {
      do {
        if (announcing !== null) clearTimeout(announcing)
        emitChanges()
      } while (unannounced.size > 0)
      await file?.close(whole)
    },
  }
}

/** The time to wait for depends on the server, not on this run. */
function outlastsRestart({ state, failure }: Queued): boolean {
  return state === 'waiting' || (failure !== null && prerequisiteOf(failure) === 'later')
}
