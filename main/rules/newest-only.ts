import { AppError } from '../../contract/errors.ts'

/** Work of which only the newest counts: each ends the one before, which rejects with CANCELLED. */
export function createNewestOnly(): {
  run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>
  /** Ends the one that runs. */
  cancel(): void
} {
  let running: AbortController | null = null
  return {
    run: async (work) => {
      running?.abort()
      const own = new AbortController()
      running = own
      try {
        const cancelled = new Promise<never>((_, reject) => {
          own.signal.addEventListener('abort', () => reject(new AppError('CANCELLED')), { once: true })
        })
        return await Promise.race([work(own.signal), cancelled])
      } finally {
        if (running === own) running = null
      }
    },
    cancel: () => running?.abort(),
  }
}
