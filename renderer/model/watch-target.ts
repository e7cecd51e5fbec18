import { PAGES, type PageName } from '../navigation.ts'

/** The target of the player's location. */
export interface WatchTarget {
  /** Base URL of the service. */
  site: string
  confUUID: string
  /** The page to return to. */
  from: PageName
}

export function hashOfWatching({ site, confUUID, from }: WatchTarget): string {
  return `#/watch?${new URLSearchParams({ site, recording: confUUID, from }).toString()}`
}

/** null: the hash does not name a recording. */
export function watchTargetOf(hash: string): WatchTarget | null {
  const query = new URLSearchParams(/\?(.*)$/.exec(hash)?.[1] ?? '')
  const [site, confUUID] = [query.get('site') ?? '', query.get('recording') ?? '']
  if (site === '' || confUUID === '') return null
  const from = PAGES.find((page) => page === query.get('from') && page !== 'watch')
  return { site, confUUID, from: from ?? 'recordings' }
}
