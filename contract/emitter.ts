/** An event emitter for one event. */
export interface Emitter<Args extends unknown[]> {
  /** Calls the listeners synchronously, in the order in which they subscribed. */
  emit(...args: Args): void
  /** Subscribes a listener; subscribing it twice has no effect. Returns an unsubscribe function. */
  on(listener: (...args: Args) => void): () => void
}

/**
 * Creates an emitter for main and the page: Node's EventEmitter does not exist in a page, and a DOM
 * EventTarget has no typed values. `Args` are the listeners' arguments.
 */
export function createEmitter<Args extends unknown[] = []>(): Emitter<Args> {
  const listeners = new Set<(...args: Args) => void>()
  return {
    emit: (...args) => {
      for (const listener of listeners) listener(...args)
    },
    on: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
