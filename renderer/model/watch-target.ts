import { PAGES, type PageName } from '../navigation.ts'

/** What the player's location names. */
export interface WatchTarget {
  /** Base URL of the service. */
  site: string
  confUUID: string
  /** The page to go back to. */
  from: PageName
}

export function hashOfWatching({ site, confUUID, from }: WatchTarget): string {
  return `#/watch?${new URLSearchParams({ site, recording: confUUID, from }).toString()}`
}

/** null: the hash names no recording to watch. */
export function watchTargetOf(hash: string): WatchTarget | null {
  const query = new URLSearchParams(/\?(.*)$/.exec(hash)?.[1] ?? '')
  const [site, confUUID] = [query.get('site') ?? '', query.get('recording') ?? '']
  if (site === '' || confUUID === '') return null
  const from = PAGES.find((page) => page === query.get('from') && page !== 'watch')
  return { site, confUUID, from: from ?? 'recordings' }
}
