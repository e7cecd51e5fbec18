import type { BrowserWindow, Dialog, MessageBoxOptions, MessageBoxReturnValue } from 'electron'

type Parent = Pick<BrowserWindow, 'isDestroyed' | 'isVisible' | 'isMinimized'>

/**
 * The window a box of the system may belong to, or null for a box of its own. On macOS a box becomes a sheet of its
 * window, and that of a window which is not on the screen can be neither seen nor closed: its answer never comes
 * (Electron: message_box_mac.mm; electron#22671).
 */
export function boxParent(window: Parent | null): BrowserWindow | null {
  if (window === null || window.isDestroyed() || !window.isVisible() || window.isMinimized()) return null
  return window as BrowserWindow
}

/** A question in a native box, which belongs to the window where that is on the screen. */
export function showBox(
  dialog: Pick<Dialog, 'showMessageBox'>,
  window: Parent | null,
  question: MessageBoxOptions,
): Promise<MessageBoxReturnValue> {
  const parent = boxParent(window)
  return parent === null ? dialog.showMessageBox(question) : dialog.showMessageBox(parent, question)
}
