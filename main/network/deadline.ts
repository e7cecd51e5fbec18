export interface Deadline {
  signal: AbortSignal
  /** Clears the timer. */
  clear(): void
}

/**
 * Aborts after `ms`, or with another signal. Not AbortSignal.any over AbortSignal.timeout: nothing then
 * references the timeout, and once garbage-collected it never fires (Node 20.20; a call whose answer never
 * ended hung forever).
 */
export function deadline(ms: number, outer?: AbortSignal): Deadline {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new DOMException('Too late', 'TimeoutError')), ms)
  const follow = (): void => controller.abort(outer?.reason)
  if (outer?.aborted === true) follow()
  else outer?.addEventListener('abort', follow, { once: true })
  return {
    signal: controller.signal,
    clear: () => {
      clearTimeout(timer)
      outer?.removeEventListener('abort', follow)
    },
  }
}
