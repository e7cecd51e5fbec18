import type { BrowserWindow, Dialog, MessageBoxOptions, MessageBoxReturnValue } from 'electron'

type Parent = Pick<BrowserWindow, 'isDestroyed' | 'isVisible' | 'isMinimized'>

/**
 * The parent window for a native dialog, or null for a standalone one. On macOS a dialog with a parent
 * becomes a sheet, and the sheet of a window that is not on screen can be neither seen nor closed: its
 * promise never settles (Electron: message_box_mac.mm; electron#22671).
 */
export function boxParent(window: Parent | null): BrowserWindow | null {
  if (window === null || window.isDestroyed() || !window.isVisible() || window.isMinimized()) return null
  return window as BrowserWindow
}

/** Shows a native message box, attached to the window when that is on screen. */
export function showBox(
  dialog: Pick<Dialog, 'showMessageBox'>,
  window: Parent | null,
  question: MessageBoxOptions,
): Promise<MessageBoxReturnValue> {
  const parent = boxParent(window)
  return parent === null ? dialog.showMessageBox(question) : dialog.showMessageBox(parent, question)
}
