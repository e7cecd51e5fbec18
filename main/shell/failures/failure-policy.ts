/** Failures within this window count together. */
const TOGETHER_MS = 60_000
const MOST_IN_MAIN = 5
const MOST_RELOADS = 3

/** Number of timestamps, in ms, within the last minute. */
function recent(moments: readonly number[], now: number): number {
  return moments.filter((moment) => now - moment < TOGETHER_MS).length
}

/**
 * Policy after an uncaught exception in the main process. Before there is a window the start has failed.
 * Later the app continues: its state is in files that are replaced atomically, and downloads are verified at
 * the end. If it fails repeatedly, the app quits.
 *
 * @param earlier timestamps of earlier failures, in ms
 */
export function afterMainFailure(
  earlier: readonly number[],
  now: number,
  hasWindow: boolean,
): 'go-on' | 'end' {
  return hasWindow && recent(earlier, now) + 1 < MOST_IN_MAIN ? 'go-on' : 'end'
}

/** Chromium's net::ERR_ABORTED: another navigation replaced this one. */
const ERR_ABORTED = -3

/** Did the load end without a page? `isMainFrame` and `code` are those of did-fail-load. */
export function isFailedLoad(code: number, isMainFrame: boolean): boolean {
  return isMainFrame && code !== ERR_ABORTED
}

/** Is the loaded page an error page? A 404 from a custom scheme counts as loaded (did-navigate). */
export function isErrorPage(status: number): boolean {
  return status >= 400
}

/**
 * Policy after the renderer process has exited.
 *
 * @param reason Electron: RenderProcessGoneDetails
 * @param earlier timestamps of earlier failures, in ms
 */
export function afterPageGone(
  reason: string,
  earlier: readonly number[],
  now: number,
): 'nothing' | 'reload' | 'ask' {
  if (reason === 'clean-exit') return 'nothing'
  return recent(earlier, now) < MOST_RELOADS ? 'reload' : 'ask'
}
