import { APP_HOST, APP_SCHEME } from './app-address.ts'

/** The sender of an IPC event; a subset of Electron's IpcMainInvokeEvent. */
export interface Sender {
  sender: { id: number }
  /** null when the frame has navigated or was destroyed (Electron: IpcMainInvokeEvent). */
  senderFrame: { url: string; parent: unknown } | null
}

/** Does a call come from the main frame of our own live window, showing our own page? */
export function isTrustedSender(
  event: Sender,
  window: { isDestroyed(): boolean; webContents: { id: number } } | null,
): boolean {
  if (window === null || window.isDestroyed() || window.webContents.id !== event.sender.id) return false
  const frame = event.senderFrame
  if (frame === null || frame.parent !== null) return false
  // `origin` is "null" for schemes the URL standard does not know: scheme and host are compared instead.
  const url = URL.canParse(frame.url) ? new URL(frame.url) : null
  return url !== null && url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST
}
