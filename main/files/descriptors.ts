import { setTimeout as delay } from 'node:timers/promises'

/** In all about six seconds: longer than idle connections stay open (network/checked-agent.ts). */
const WAITS_MS = [20, 50, 100, 200, 400, 800, 1500, 3000]

/** This process (EMFILE) or the system (ENFILE) has no file descriptor left. */
function isOutOfDescriptors(error: unknown): boolean {
  const { code } = (error ?? {}) as NodeJS.ErrnoException
  return code === 'EMFILE' || code === 'ENFILE'
}

/**
 * Runs a step that needs a file descriptor, and repeats it while none is left, as others are closed soon. Then rejects
 * with the step's last error. A step that holds descriptors must be short: what it waits for may wait for those.
 *
 * @param options `isShort`: whether an error means that no descriptor was left and nothing was done · `signal`: stops
 *   the waits, not the step
 */
export async function waitForDescriptors<T>(
  step: () => Promise<T>,
  options: { isShort?: (error: unknown) => boolean; signal?: AbortSignal } = {},
): Promise<T> {
  const { isShort = isOutOfDescriptors, signal } = options
  for (const ms of WAITS_MS) {
    try {
      return await step()
    } catch (error) {
      if (signal?.aborted === true || !isShort(error)) throw error
      await delay(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined)
    }
  }
  return await step()
}
