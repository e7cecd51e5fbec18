import type { BrowserWindow } from 'electron'

/**
 * The window a box of the system may belong to, or null for a box of its own. On macOS a box becomes a sheet of its
 * window, and that of a window which is not on the screen can be neither seen nor closed: its answer never comes
 * (Electron: message_box_mac.mm; electron#22671).
 */
export function boxParent(
  window: Pick<BrowserWindow, 'isDestroyed' | 'isVisible' | 'isMinimized'> | null,
): BrowserWindow | null {
  if (window === null || window.isDestroyed() || !window.isVisible() || window.isMinimized()) return null
  return window as BrowserWindow
}
