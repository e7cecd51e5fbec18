export interface Deadline {
  signal: AbortSignal
  /** What it was for has ended. */
  clear(): void
}

/**
 * Aborts after `ms`, or with another signal. Not AbortSignal.any over AbortSignal.timeout: nothing holds the timeout
 * then, and one that is garbage-collected never comes (Node 20.20; an answer without an end held its call for ever).
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
