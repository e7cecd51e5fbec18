import type { Account, AccountState } from '../../contract/account.ts'
import type { Download } from '../../contract/download.ts'
import type { EventPayload } from '../../contract/ipc.ts'
import type { FolderWorkState } from '../../contract/library-files.ts'
import type { Order, OrderTotals } from '../../contract/order.ts'
import { defaultSettings, type Settings } from '../../contract/settings.ts'
import type { PaceWait } from '../../contract/pace.ts'
import type { UpdateState } from '../../contract/updates.ts'
import type { VerifyState } from '../../contract/verify.ts'
import { call, on } from '../bridge.ts'
import { createEventQuery, type LoadState, useEventQuery } from './event-query.ts'

/** @file State from main, updated by events; it outlives the account. */

export const accountQuery = createEventQuery<AccountState, AccountState>({
  queryKey: ['account'],
  load: () => call('account.get'),
  listen: (onChange) => on('account.changed', onChange),
  merge: (_, change) => change,
})

export const settingsQuery = createEventQuery<Settings, Settings>({
  queryKey: ['settings'],
  load: () => call('settings.get'),
  listen: (onChange) => on('settings.changed', onChange),
  merge: (_, change) => change,
})

export const updatesQuery = createEventQuery<UpdateState, UpdateState>({
  queryKey: ['updates'],
  load: () => call('updates.get'),
  listen: (onChange) => on('updates.changed', onChange),
  merge: (_, change) => change,
})

export const verifyQuery = createEventQuery<VerifyState, VerifyState>({
  queryKey: ['verify'],
  load: () => call('library.verifyState'),
  listen: (onChange) => on('library.verifyChanged', onChange),
  merge: (_, change) => change,
})

const NOTHING_VERIFIED: VerifyState = {
  phase: 'idle',
  files: { done: 0, of: 0 },
  bytes: { done: 0, of: 0 },
  current: null,
  outcomes: { verified: 0, damaged: 0, changed: 0, missing: 0, 'not-connected': 0, unreadable: 0 },
  ...{ startedAt: null, endedAt: null, isStopped: false },
}

/** The verification of saved files; none until main has answered. */
export function useVerifyState(): VerifyState {
  const state = useEventQuery(verifyQuery)
  return state.status === 'ready' ? state.value : NOTHING_VERIFIED
}

const folderWorkQuery = createEventQuery<FolderWorkState | null, FolderWorkState | null>({
  queryKey: ['folder-work'],
  load: () => call('library.folderWork'),
  listen: (onChange) => on('library.folderWorkChanged', onChange),
  merge: (_, change) => change,
})

/** The folder that is being read for the library; null if there is none, or not yet known. */
export function useFolderWork(): FolderWorkState | null {
  const state = useEventQuery(folderWorkQuery)
  return state.status === 'ready' ? state.value : null
}

const waitsQuery = createEventQuery<PaceWait[], PaceWait[]>({
  queryKey: ['waits'],
  load: () => call('pace.waits'),
  listen: (onChange) => on('pace.changed', onChange),
  merge: (_, change) => change,
})

const NO_WAITS: PaceWait[] = []

/** Waits of calls to the service that last; none until main has answered. */
export function useWaits(): readonly PaceWait[] {
  const state = useEventQuery(waitsQuery)
  return state.status === 'ready' ? state.value : NO_WAITS
}

/** Downloads by id, in insertion order. */
export type DownloadsById = ReadonlyMap<string, Download>

export const downloadsQuery = createEventQuery<DownloadsById, EventPayload<'downloads.changed'>>({
  queryKey: ['downloads'],
  load: async () => mergeDownloads(new Map(), { changed: await call('downloads.list'), removed: [] }),
  listen: (onChange) => on('downloads.changed', onChange),
  merge: mergeDownloads,
})

/** Merges a change into the list; a changed download keeps its place, a new one is appended. */
export function mergeDownloads(
  before: DownloadsById,
  change: EventPayload<'downloads.changed'>,
): DownloadsById {
  const after = new Map(before)
  for (const id of change.removed) after.delete(id)
  for (const download of change.changed) after.set(download.id, download)
  return after
}

/** Orders by id, in the order in which they were placed, and the total of all downloads. */
export interface OrdersState {
  orders: ReadonlyMap<string, Order>
  total: OrderTotals | null
}

export const ordersQuery = createEventQuery<OrdersState, EventPayload<'orders.changed'>>({
  queryKey: ['orders'],
  load: async () => {
    const { orders, total } = await call('orders.list')
    return mergeOrders({ orders: new Map(), total: null }, { changed: orders, removed: [], total })
  },
  listen: (onChange) => on('orders.changed', onChange),
  merge: mergeOrders,
})

function mergeOrders(before: OrdersState, change: EventPayload<'orders.changed'>): OrdersState {
  const orders = new Map(before.orders)
  for (const id of change.removed) orders.delete(id)
  for (const order of change.changed) orders.set(order.id, order)
  return { orders, total: change.total }
}

const NO_ORDERS: OrdersState = { orders: new Map(), total: null }

/** Orders and totals; none until main has answered. */
export function useOrders(): OrdersState {
  const state = useEventQuery(ordersQuery)
  return state.status === 'ready' ? state.value : NO_ORDERS
}

/** The signed-in account; null if signed out or not yet known. */
export function useAccount(): Account | null {
  const state = useEventQuery(accountQuery)
  return state.status === 'ready' ? state.value.account : null
}

/** The settings; defaults until main has answered. */
export function useSettings(): Settings {
  const state = useEventQuery(settingsQuery)
  return state.status === 'ready' ? state.value : defaultSettings
}

export function useDownloads(): LoadState<DownloadsById> {
  return useEventQuery(downloadsQuery)
}
