import type { Account, AccountState } from '../contract/account.ts'
import type { Download } from '../contract/download.ts'
import type { EventPayload } from '../contract/ipc.ts'
import { defaultSettings, type Settings } from '../contract/settings.ts'
import type { UpdateState } from '../contract/updates.ts'
import { call, on } from './bridge.ts'
import { createLiveValue, type LiveState, useLiveValue } from './live-value.ts'

/** Who is signed in, followed from main. */
export const accountLive = createLiveValue<AccountState, AccountState>({
  load: () => call('account.get'),
  listen: (heard) => on('account.changed', heard),
  merge: (_, change) => change,
})

export const settingsLive = createLiveValue<Settings, Settings>({
  load: () => call('settings.get'),
  listen: (heard) => on('settings.changed', heard),
  merge: (_, change) => change,
})

export const updatesLive = createLiveValue<UpdateState, UpdateState>({
  load: () => call('updates.get'),
  listen: (heard) => on('updates.changed', heard),
  merge: (_, change) => change,
})

/** Downloads by id, in the order they were added. */
export type DownloadsById = ReadonlyMap<string, Download>

export const downloadsLive = createLiveValue<DownloadsById, EventPayload<'downloads.changed'>>({
  load: async () => mergeDownloads(new Map(), { changed: await call('downloads.list'), removed: [] }),
  listen: (heard) => on('downloads.changed', heard),
  merge: mergeDownloads,
})

/** Lays a change over the list; a changed one keeps its place, a new one goes to the end. */
export function mergeDownloads(
  before: DownloadsById,
  change: EventPayload<'downloads.changed'>,
): DownloadsById {
  const after = new Map(before)
  for (const id of change.removed) after.delete(id)
  for (const download of change.changed) after.set(download.id, download)
  return after
}

/** The signed-in account; null when nobody is, or when it is not known yet. */
export function useAccount(): Account | null {
  const state = useLiveValue(accountLive)
  return state.status === 'ready' ? state.value.account : null
}

/** The settings; defaults until main has answered. */
export function useSettings(): Settings {
  const state = useLiveValue(settingsLive)
  return state.status === 'ready' ? state.value : defaultSettings
}

export function useDownloads(): LiveState<DownloadsById> {
  return useLiveValue(downloadsLive)
}
