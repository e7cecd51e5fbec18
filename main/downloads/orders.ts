import { randomUUID } from 'node:crypto'
import { createEmitter } from '../../contract/emitter.ts'
import type { QueueAction } from '../../contract/download-states.ts'
import type {
  Order,
  OrderAction,
  OrderedRecording,
  OrderFacts,
  OrderScope,
  OrderTotals,
} from '../../contract/order.ts'
import { sourceKey } from '../../contract/source-key.ts'
import { mountPointOf } from '../files/mount-point.ts'
import type { DownloadList } from './download-list.ts'
import { totalsOf } from './order-totals.ts'
import { queuedRecording, unionOfTypes } from './queued-request.ts'
import type { Queued } from './queued.ts'

/** Sums over tens of thousands of downloads take milliseconds: twice a second is enough for a page. */
const ANNOUNCE_MS = 500

export interface OrderRequest {
  recordings: OrderedRecording[]
  fileTypes: string[]
  scope: OrderScope | null
  folder: string
  site: string
}

export interface OrdersChange {
  changed: Order[]
  removed: string[]
  /** Of all downloads, with and without an order. */
  total: OrderTotals
}

/**
 * Recordings that were requested together. An order is written down before its files are looked up: each of its
 * recordings waits in the queue and is replaced by its files shortly before they are transferred.
 */
export interface Orders {
  list(): { orders: Order[]; total: OrderTotals }
  /** Resolves when the order is on disk. A recording that is in the queue already joins the new order. */
  place(request: OrderRequest): Promise<Order>
  /** Applies an action to the order's downloads; ignored for an unknown order. Resolves when it is on disk. */
  act(id: string, action: OrderAction): Promise<void>
  /** Brings back what was removed from the list of downloads last, with its orders. */
  undoClear(): void
  /** Throttled to two events a second. Returns an unsubscribe function. */
  onChange(listen: (change: OrdersChange) => void): () => void
  /** Stops the events. */
  close(): void
}

export function createOrders(deps: {
  list: DownloadList
  act: (action: QueueAction, ids: string[]) => void
  moveToTop: (ids: string[]) => void
  pump: () => void
}): Orders {
  const { list, act, pump } = deps
  const changes = createEmitter<[OrdersChange]>()
  const changed = new Set<string>()
  const removed = new Set<string>()
  /** Downloads of each order when the list changed last. */
  const sizes = new Map<string, number>()
  let announcing: NodeJS.Timeout | null = null

  const downloadsOf = (id: string): Queued[] =>
    [...list.index.idsOfOrder(id)].flatMap((one) => list.get(one) ?? [])
  const orderOf = (facts: OrderFacts): Order => ({ ...facts, totals: totalsOf(downloadsOf(facts.id)) })

  const emitChanges = (): void => {
    announcing = null
    const orders = [...changed].flatMap((id) => list.orders.get(id) ?? []).map(orderOf)
    changes.emit({ changed: orders, removed: [...removed], total: totalsOf(list.values()) })
    changed.clear()
    removed.clear()
  }

  list.onChange((change) => {
    for (const { orderId } of change.changed) if (orderId !== null) changed.add(orderId)
    // A download that was removed, or joined another order, does not say which order it left.
    for (const id of list.orders.keys()) {
      const { size } = list.index.idsOfOrder(id)
      if (size !== sizes.get(id)) changed.add(id)
      sizes.set(id, size)
      if (size > 0) continue
      list.removeOrder(id)
      sizes.delete(id)
      changed.delete(id)
      removed.add(id)
    }
    announcing ??= setTimeout(emitChanges, ANNOUNCE_MS)
  })

  /** A recording that waits for its lookup joins a later order: its folder, and the types of both. */
  const join = (same: Queued, added: Queued): void => {
    const { orderId, folder, mountPoint, awaited, estimatedBytes } = added
    list.change(same.id, {
      ...{ state: 'waiting', failure: null, resumesAt: null, orderId, folder, mountPoint },
      awaited: unionOfTypes(same.awaited ?? [], awaited ?? []),
      estimatedBytes:
        same.estimatedBytes === null || estimatedBytes === null
          ? (same.estimatedBytes ?? estimatedBytes)
          : Math.max(same.estimatedBytes, estimatedBytes),
    })
  }

  return {
    list: () => ({ orders: [...list.orders.values()].map(orderOf), total: totalsOf(list.values()) }),
    place: async ({ recordings, fileTypes, scope, folder, site }) => {
      const mountPoint = await mountPointOf(folder).catch(() => null)
      const unique = [...new Map(recordings.map((one) => [one.confUUID, one])).values()]
      const orderedAt = new Date().toISOString()
      const facts = { id: randomUUID(), orderedAt, scope, fileTypes, folder, recordings: unique.length }
      list.putOrder(facts)
      for (const recording of unique) {
        const queued = queuedRecording(recording, { ...facts, orderId: facts.id, site, mountPoint })
        const same = list.get(list.index.idOf(sourceKey(queued.source)) ?? '')
        if (same?.awaited) join(same, queued)
        else list.put(queued)
      }
      await list.written()
      pump()
      return orderOf(facts)
    },
    act: async (id, action) => {
      const ids = downloadsOf(id)
        .filter(({ state }) => action !== 'retry' || state === 'failed')
        .toSorted((a, b) => a.rank - b.rank)
        .map((one) => one.id)
      if (action === 'moveToTop') {
        deps.moveToTop(ids)
        // Its recordings are looked up next.
        pump()
      } else act(action, ids)
      await list.written()
    },
    undoClear: list.undoClear,
    onChange: changes.on,
    close: () => {
      if (announcing !== null) clearTimeout(announcing)
    },
  }
}
