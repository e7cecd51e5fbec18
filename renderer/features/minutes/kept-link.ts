import { useSyncExternalStore } from 'react'
import { windowStore } from '../../state/ui-store.ts'

const NAME = 'minutes-kept-link'

/** Keeps a link for the minutes page: while its user signs in, or until the page can look at it. In memory alone. */
export function keepLink(text: string): void {
  windowStore.set(NAME, text)
}

const keptLink = (): string | null => (windowStore.get(NAME) as string | null | undefined) ?? null

/** The kept link, once. */
export function takeKeptLink(): string | null {
  const text = keptLink()
  windowStore.set(NAME, null)
  return text
}

/** Is there a link to look at? */
export function useHasKeptLink(): boolean {
  return useSyncExternalStore(windowStore.subscribe, () => keptLink() !== null)
}
