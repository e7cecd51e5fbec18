import { z } from 'zod'
import { type OrderFacts, orderFactsSchema } from '../../contract/order.ts'
import { type ChangeFile, changeFile } from '../files/change-file.ts'
import { type Queued, queuedSchema } from './queued.ts'

export const queueStateSchema = z.object({
  version: z.literal(1),
  downloads: z.array(queuedSchema),
  orders: z.array(orderFactsSchema).default([]),
})
export type QueueState = z.infer<typeof queueStateSchema>

const queueChangeSchema = z.union([
  z.object({ put: queuedSchema }),
  z.object({ removed: z.string() }),
  z.object({ order: orderFactsSchema }),
  z.object({ removedOrder: z.string() }),
])
export type QueueChange = z.infer<typeof queueChangeSchema>

export type QueueFile = ChangeFile<QueueState, QueueChange>

/** The persisted queue: `queue.json`, and the changes since it was written. */
export function queueFile(path: string, onQuarantined: (path: string) => void): QueueFile {
  const empty = (): QueueState => ({ version: 1, downloads: [], orders: [] })
  const format = { schema: queueStateSchema, change: queueChangeSchema, empty, apply: applyChanges }
  return changeFile(path, format, onQuarantined)
}

/** The state after these changes; a changed download keeps its place, a new one is appended. */
export function applyChanges(state: QueueState, changes: readonly QueueChange[]): QueueState {
  const downloads = new Map<string, Queued>(state.downloads.map((one) => [one.id, one]))
  const orders = new Map<string, OrderFacts>(state.orders.map((one) => [one.id, one]))
  for (const change of changes)
    if ('put' in change) downloads.set(change.put.id, change.put)
    else if ('order' in change) orders.set(change.order.id, change.order)
    else if ('removed' in change) downloads.delete(change.removed)
    else orders.delete(change.removedOrder)
  return { version: 1, downloads: [...downloads.values()], orders: [...orders.values()] }
}
