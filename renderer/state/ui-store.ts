import { createEmitter } from '../../contract/emitter.ts'

/**
 * @file Interface state: the user's choices in the window, unknown to main. One store for the window
 *   (`windowStore`), and one for each account (`useSessionState`).
 */

/** Values by name, and their subscribers. */
export interface UiStore {
  /** undefined: not set yet. */
  get(name: string): unknown
  set(name: string, value: unknown): void
  /** Returns an unsubscribe function. */
  subscribe(listener: () => void): () => void
}

export function createUiStore(): UiStore {
  const values = new Map<string, unknown>()
  const changes = createEmitter()
  return {
    get: (name) => values.get(name),
    set(name, value) {
      values.set(name, value)
      changes.emit()
    },
    subscribe: changes.on,
  }
}

/** Lives as long as the page: a change of account does not affect it. */
export const windowStore = createUiStore()
