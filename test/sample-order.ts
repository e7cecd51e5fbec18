import type { Order, OrderTotals } from '../contract/order.ts'

/** Totals of nothing, with a patch. */
export function sampleTotals(patch: Partial<OrderTotals> = {}): OrderTotals {
  return {
    recordings: 0,
    files: { done: 0, of: 0 },
    bytes: { done: 0, of: null },
    isEstimate: false,
    ...{ active: 0, paused: 0, preparing: 0, blocked: 0, failed: 0, cancelled: 0 },
    bytesPerSecond: 0,
    secondsLeft: null,
    failure: null,
    ...patch,
  }
}

/** An order for tests that depend on only a few of its fields. */
export function sampleOrder(patch: Partial<Order> = {}): Order {
  return {
    id: 'o',
    orderedAt: '2026-11-18T23:31:00Z',
    scope: null,
    fileTypes: ['Hd'],
    folder: '/',
    recordings: 2,
    totals: sampleTotals(),
    ...patch,
  }
}
