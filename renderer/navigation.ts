import { useSyncExternalStore } from 'react'

export const PAGES = [
  'recordings',
  'meetings',
  'minutes',
  'programs',
  'downloads',
  'settings',
  'welcome',
] as const
export type PageName = (typeof PAGES)[number]

/** The page a location hash stands for; recordings for anything unknown. */
export function pageOfHash(hash: string): PageName {
  const name = hash.replace(/^#\/?/, '')
  return PAGES.find((page) => page === name) ?? 'recordings'
}

export function goTo(page: PageName): void {
  window.location.hash = `#/${page}`
}

export function usePage(): PageName {
  return useSyncExternalStore(
    (listen) => {
      window.addEventListener('hashchange', listen)
      return () => window.removeEventListener('hashchange', listen)
    },
    () => pageOfHash(window.location.hash),
  )
}
