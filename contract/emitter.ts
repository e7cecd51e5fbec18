/** One event: what happens is emitted, and every listener is called with it. */
export interface Emitter<Args extends unknown[]> {
  /** Calls the listeners in the order in which they subscribed, before it returns. */
  emit(...args: Args): void
  /** Subscribes; a listener that is subscribed already stays so once. Returns an unsubscribe function. */
  on(listener: (...args: Args) => void): () => void
}

/**
 * For main and the page alike: Node's EventEmitter is not in a page, and a DOM EventTarget carries no typed values.
 * `Args` is what the listeners get.
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
