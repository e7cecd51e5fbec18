import { useSyncExternalStore } from 'react'
import { type Failure, toFailure } from '../contract/errors.ts'
import { createEmitter } from '../contract/emitter.ts'

/** A value of the main process that the page follows: a snapshot once, then every change. */
export interface LiveValue<T> {
  get(): LiveState<T>
  subscribe(listen: () => void): () => void
  /** Asks for the snapshot again. */
  reload(): Promise<void>
  /** Takes over a value that a call has just returned. */
  replace(value: T): void
}

export type LiveState<T> =
  | { status: 'loading' }
  | { status: 'ready'; value: T }
  | { status: 'failed'; failure: Failure }

const MAX_SNAPSHOTS = 5

/**
 * [Note: snapshot and events] Listening starts before the snapshot is asked for, so no change is lost. A change
 * heard meanwhile may be older or newer than the snapshot, so the snapshot is taken again until nothing was heard
 * while it was under way; after a few rounds the changes heard are laid over the last one.
 */
export function createLiveValue<T, Change>(source: {
  load: () => Promise<T>
  listen: (heard: (change: Change) => void) => () => void
  merge: (value: T, change: Change) => T
}): LiveValue<T> {
  let state: LiveState<T> = { status: 'loading' }
  let heard: Change[] | null = null
  let started = false
  const emitter = createEmitter()

  const set = (next: LiveState<T>) => {
    state = next
    emitter.emit()
  }

  const reload = async () => {
    let changes: Change[] = []
    try {
      for (let round = 1; ; round += 1) {
        changes = []
        heard = changes
        const snapshot = await source.load()
        // Another reload has begun: its snapshot is the newer one.
        if (heard !== changes) return
        if (changes.length > 0 && round < MAX_SNAPSHOTS) continue
        heard = null
        set({ status: 'ready', value: changes.reduce(source.merge, snapshot) })
        return
      }
    } catch (error) {
      // The same for a failure: it says nothing about the newer request.
      if (heard !== changes) return
      heard = null
      set({ status: 'failed', failure: toFailure(error) })
    }
  }

  const start = () => {
    started = true
    try {
      source.listen((change) => {
        if (heard !== null) heard.push(change)
        if (state.status === 'ready') set({ status: 'ready', value: source.merge(state.value, change) })
      })
    } catch (error) {
      set({ status: 'failed', failure: toFailure(error) })
      return
    }
    void reload()
  }

  return {
    get: () => state,
    subscribe(listen) {
      const unsubscribe = emitter.on(listen)
      if (!started) start()
      return unsubscribe
    },
    reload,
    replace: (value) => set({ status: 'ready', value }),
  }
}

/** The value as it is now; the component is drawn again whenever it changes. */
export function useLiveValue<T>(live: LiveValue<T>): LiveState<T> {
  return useSyncExternalStore(live.subscribe, live.get)
}
