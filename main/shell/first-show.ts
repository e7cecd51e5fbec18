import type { BrowserWindow } from 'electron'

/** Long enough to draw a page on a slow machine, short enough for a user waiting for a window. */
const LONGEST_WAIT_MS = 2000

type HiddenWindow = Pick<BrowserWindow, 'isDestroyed' | 'once'> & {
  webContents: Pick<BrowserWindow['webContents'], 'once'>
}

/**
 * [Note: first show] A hidden window is shown at the first of three: the page is drawn (`ready-to-show`,
 * which avoids a white flash), the page is loaded, or the timeout. On native Wayland a window that was never
 * shown gets no frames, so `ready-to-show` may never be emitted (electron#48859); a page that fails to load
 * is never drawn either. A missing platform event must not leave the app without a window.
 *
 * @returns what came first, once it came; never resolves when the window is destroyed before that.
 */
export function whenFirstShown(
  window: HiddenWindow,
  limitMs = LONGEST_WAIT_MS,
): Promise<'ready-to-show' | 'did-finish-load' | 'time is up'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => end('time is up'), limitMs)
    const end = (reason: 'ready-to-show' | 'did-finish-load' | 'time is up'): void => {
      clearTimeout(timer)
      if (!window.isDestroyed()) resolve(reason)
    }
    window.once('ready-to-show', () => end('ready-to-show'))
    window.webContents.once('did-finish-load', () => end('did-finish-load'))
    window.once('closed', () => clearTimeout(timer))
  })
}
