import type { BrowserWindow, PowerMonitor } from 'electron'

/**
 * Calls `onShutdown` when Linux or macOS shuts down, and delays it until the app has quit.
 *
 * [Note: shutdown] Electron subscribes to Linux shutdowns when a listener is added, but not for the first
 * listener of all: that one only creates its monitor (Electron: lib/browser/api/power-monitor.ts). So another
 * listener is added before it. Without `preventDefault` Linux continues as soon as the listener returns,
 * before anything asynchronous is done. Windows has no such event: see {@link watchSessionEnd}.
 */
export function watchShutdown(powerMonitor: Pick<PowerMonitor, 'on'>, onShutdown: () => void): void {
  powerMonitor.on('resume', () => undefined)
  const shutDown = (event?: { preventDefault(): void }): void => {
    event?.preventDefault()
    onShutdown()
  }
  powerMonitor.on('shutdown', shutDown)
}

/**
 * Calls `onEnd` when Windows ends the session; only windows receive the event. The process is terminated when
 * the listener returns (Electron: native_window_views_win.cc, WM_ENDSESSION), so everything important must
 * already be on disk.
 */
export function watchSessionEnd(window: Pick<BrowserWindow, 'on'>, onEnd: () => void): void {
  window.on('session-end', onEnd)
}
