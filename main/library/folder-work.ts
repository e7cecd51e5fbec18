import { createEmitter } from '../../contract/emitter.ts'
import type { FolderWorkState } from '../../contract/library-files.ts'
import { limitConcurrency } from '../limit-concurrency.ts'

/** Changes are emitted together. */
const EMIT_MS = 250

export type FolderProgress = Omit<FolderWorkState, 'kind'>

/** Reading folders that the user has chosen, one at a time. */
export interface FolderWork {
  /** null: no folder is being read. */
  state(): FolderWorkState | null
  /** Starts when the folder before it has been read. `signal` aborts with {@link FolderWork.stop}. */
  run<T>(
    kind: FolderWorkState['kind'],
    work: (signal: AbortSignal, onProgress: (progress: FolderProgress) => void) => Promise<T>,
  ): Promise<T>
  /** Ends what is running, and lets go what waits. */
  stop(): void
  /** Called when it begins and ends, and a few times a second between. Returns an unsubscribe function. */
  onChange(listen: (state: FolderWorkState | null) => void): () => void
}

export function createFolderWork(): FolderWork {
  const changes = createEmitter<[FolderWorkState | null]>()
  const oneAtATime = limitConcurrency(1)
  let stopping = new AbortController()
  let state: FolderWorkState | null = null
  let emission: NodeJS.Timeout | undefined

  const emit = (): void => {
    clearTimeout(emission)
    emission = undefined
    changes.emit(state)
  }

  return {
    state: () => state,
    run: (kind, work) => {
      const { signal } = stopping
      return oneAtATime(async () => {
        state = { kind, read: 0, bytes: 0, found: 0 }
        emit()
        try {
          return await work(signal, (progress) => {
            state = { kind, ...progress }
            emission ??= setTimeout(emit, EMIT_MS).unref()
          })
        } finally {
          state = null
          emit()
        }
      })
    },
    stop: () => {
      stopping.abort()
      stopping = new AbortController()
    },
    onChange: changes.on,
  }
}
