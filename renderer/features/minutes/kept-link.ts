import { useSyncExternalStore } from 'react'
import { windowStore } from '../../state/ui-store.ts'

const NAME = 'minutes-kept-link'

/**
 * Stores a link for the minutes page, in memory only: while the user signs in, or until the page can read it.
 */
export function keepLink(text: string): void {
  windowStore.set(NAME, text)
}

const keptLink = (): string | null => (windowStore.get(NAME) as string | null | undefined) ?? null

/** Returns the stored link and removes it. */
export function takeKeptLink(): string | null {
  const text = keptLink()
  windowStore.set(NAME, null)
  return text
}

/** Whether a link is stored. */
export function useHasKeptLink(): boolean {
  return useSyncExternalStore(windowStore.subscribe, () => keptLink() !== null)
}
