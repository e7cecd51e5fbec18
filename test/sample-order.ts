import { noTotals, type Order, type OrderTotals } from '../contract/order.ts'

/** Totals of nothing, with a patch. */
export function sampleTotals(patch: Partial<OrderTotals> = {}): OrderTotals {
  return { ...noTotals(), ...patch }
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
