import type { OrderTotals } from '../../contract/order.ts'
import type { DownloadAction } from './download-actions.ts'

/** Number of downloads that have not ended. */
export function openIn(totals: OrderTotals | undefined): number {
  return totals === undefined ? 0 : totals.active + totals.paused + totals.preparing + totals.blocked
}

/** 0 to 1; null while no size is known. */
export function fractionOf({ bytes, files }: OrderTotals): number | null {
  if (bytes.of !== null && bytes.of > 0) return Math.min(1, bytes.done / bytes.of)
  return files.of > 0 && files.done === files.of ? 1 : null
}

/** The actions that an order's row has buttons for; the menu has the rest. */
export function actionsOfOrder(
  totals: OrderTotals,
): Extract<DownloadAction, 'pause' | 'resume' | 'retry' | 'moveToTop' | 'cancel' | 'clear'>[] {
  const isEnded = openIn(totals) === 0
  return [
    ...(totals.active > 0 ? (['pause'] as const) : []),
    ...(totals.paused > 0 ? (['resume'] as const) : []),
    ...(totals.failed > 0 ? (['retry'] as const) : []),
    ...(totals.active > 0 ? (['moveToTop'] as const) : []),
    isEnded ? 'clear' : 'cancel',
  ]
}

/** What else is to say about downloads, beside how many are done: each with its number. */
export function remarksOf(
  totals: OrderTotals,
): { key: 'failed' | 'blocked' | 'preparing' | 'paused' | 'cancelled'; count: number }[] {
  return (['failed', 'blocked', 'preparing', 'paused', 'cancelled'] as const)
    .map((key) => ({ key, count: totals[key] }))
    .filter(({ count }) => count > 0)
}
