import { useSyncExternalStore } from 'react'

export const PAGES = [
  'library',
  'recordings',
  'meetings',
  'minutes',
  'programs',
  'downloads',
  'settings',
  'welcome',
  'watch',
] as const
export type PageName = (typeof PAGES)[number]

/** The page of a location hash; recordings if unknown. */
export function pageOfHash(hash: string): PageName {
  const name = partsOf(hash)[0]
  return PAGES.find((page) => page === name) ?? 'recordings'
}

/** The place within its page, e.g. 'proxy' of '#/settings/proxy'; null if none. */
export function placeOfHash(hash: string): string | null {
  return partsOf(hash)[1] || null
}

const partsOf = (hash: string): string[] => hash.replace(/^#\/?/, '').replace(/\?.*$/, '').split('/')

/**
 * The recording of a meeting, to be found on the recordings page. It is part of the hash, so Back restores
 * it.
 */
export interface RecordingTarget {
  confUUID: string
  /** ISO start of the meeting. */
  startedAt: string
}

export function hashOfRecording({ confUUID, startedAt }: RecordingTarget): string {
  return `#/recordings?${new URLSearchParams({ find: confUUID, at: startedAt }).toString()}`
}

/** What a hash asks the recordings page to find; null if absent or invalid. */
export function recordingOfHash(hash: string): RecordingTarget | null {
  const query = new URLSearchParams(/\?(.*)$/.exec(hash)?.[1] ?? '')
  const confUUID = query.get('find') ?? ''
  const at = Date.parse(query.get('at') ?? '')
  if (pageOfHash(hash) !== 'recordings' || confUUID === '' || Number.isNaN(at)) return null
  return { confUUID, startedAt: new Date(at).toISOString() }
}

export function addressOf(page: PageName, place?: string): string {
  return place === undefined ? `#/${page}` : `#/${page}/${place}`
}

/** Navigates to a location, e.g. '#/recordings?find=…'. Nothing else writes the hash. */
export function goToHash(hash: string): void {
  window.location.hash = hash
}

export function goTo(page: PageName, place?: string): void {
  goToHash(addressOf(page, place))
}

export function goToRecording(target: RecordingTarget): void {
  goToHash(hashOfRecording(target))
}

/** The current page, for code outside a component. */
export const currentPage = (): PageName => pageOfHash(window.location.hash)

export function useHash(): string {
  return useSyncExternalStore(
    (listen) => {
      window.addEventListener('hashchange', listen)
      return () => window.removeEventListener('hashchange', listen)
    },
    () => window.location.hash,
  )
}

export function usePage(): PageName {
  return pageOfHash(useHash())
}

export const usePlace = (): string | null => placeOfHash(useHash())
