import { useSyncExternalStore } from 'react'

let kept: string | null = null
const listeners = new Set<() => void>()

/** Keeps a link for the minutes page: while its user signs in, or until the page can look at it. In memory alone. */
export function keepLink(text: string): void {
  kept = text
  for (const listen of listeners) listen()
}

/** The kept link, once. */
export function takeKeptLink(): string | null {
  const text = kept
  kept = null
  for (const listen of listeners) listen()
  return text
}

/** Is there a link to look at? */
export function useHasKeptLink(): boolean {
  return useSyncExternalStore(
    (listen) => {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
    () => kept !== null,
  )
}
