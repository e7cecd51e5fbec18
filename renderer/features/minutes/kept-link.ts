import { useSyncExternalStore } from 'react'
import { createEmitter } from '../../../contract/emitter.ts'

let kept: string | null = null
const changes = createEmitter()

/** Keeps a link for the minutes page: while its user signs in, or until the page can look at it. In memory alone. */
export function keepLink(text: string): void {
  kept = text
  changes.emit()
}

/** The kept link, once. */
export function takeKeptLink(): string | null {
  const text = kept
  kept = null
  changes.emit()
  return text
}

/** Is there a link to look at? */
export function useHasKeptLink(): boolean {
  return useSyncExternalStore(changes.on, () => kept !== null)
}
