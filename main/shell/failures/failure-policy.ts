/** Failures within this time belong together. */
const TOGETHER_MS = 60_000
const MOST_IN_MAIN = 5
const MOST_RELOADS = 3

/** How many of these moments, in ms, lie within a minute before now. */
function recent(moments: readonly number[], now: number): number {
  return moments.filter((moment) => now - moment < TOGETHER_MS).length
}

/**
 * After something nobody caught in the main process. Before there is a window the start has failed. Later the app
 * goes on: its state is in files that are replaced whole, and downloads are bytes that are checked at the end. One
 * that fails again and again is of no use to anybody.
 * @param earlier moments of those before, in ms
 */
export function afterMainFailure(
  earlier: readonly number[],
  now: number,
  hasWindow: boolean,
): 'go-on' | 'end' {
  return hasWindow && recent(earlier, now) + 1 < MOST_IN_MAIN ? 'go-on' : 'end'
}

/** Chromium's net::ERR_ABORTED: another load took the place of this one. */
const ERR_ABORTED = -3

/** Did a load of the page end without a page? `isMainFrame` and `code` are those of did-fail-load. */
export function isFailedLoad(code: number, isMainFrame: boolean): boolean {
  return isMainFrame && code !== ERR_ABORTED
}

/** Has a page come that is only an error? A scheme of ours that answers 404 counts as loaded (did-navigate). */
export function isErrorPage(status: number): boolean {
  return status >= 400
}

/**
 * After the page's process has ended.
 * @param reason Electron: RenderProcessGoneDetails
 * @param earlier moments of those before, in ms
 */
export function afterPageGone(
  reason: string,
  earlier: readonly number[],
  now: number,
): 'nothing' | 'reload' | 'ask' {
  if (reason === 'clean-exit') return 'nothing'
  return recent(earlier, now) < MOST_RELOADS ? 'reload' : 'ask'
}
