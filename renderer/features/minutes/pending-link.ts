import { useSyncExternalStore } from 'react'
import { windowStore } from '../../state/ui-store.ts'

const NAME = 'minutes-pending-link'

/**
 * Stores a link for the minutes page, in memory only: while the user signs in, or until the page can read it.
 */
export function setPendingLink(text: string): void {
  windowStore.set(NAME, text)
}

const pendingLink = (): string | null => (windowStore.get(NAME) as string | null | undefined) ?? null

/** Returns the stored link and removes it. */
export function takePendingLink(): string | null {
  const text = pendingLink()
  windowStore.set(NAME, null)
  return text
}

/** Whether a link is stored. */
export function useHasPendingLink(): boolean {
  return useSyncExternalStore(windowStore.subscribe, () => pendingLink() !== null)
}
