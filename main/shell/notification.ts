import type { NotificationConstructorOptions } from 'electron'
import type { Log } from '../interfaces.ts'
import type { NotificationText } from './notification-text.ts'

/** Notifications that may still be visible. */
const shown = new Set<object>()

/**
 * Shows a system notification about background work, unless our own window is focused and shows it. macOS
 * shows notifications of signed apps only (Electron: "Notifications"); for others only the window does.
 */
export function showNotification(options: {
  text: NotificationText
  /** On macOS and Windows a later one with the same id takes its place; missing: each stands alone. */
  id?: string
  /** A button, which only macOS and Windows show (Electron: NotificationAction). */
  button?: { label: string; onPressed: () => void }
  isWanted: boolean
  isWindowInFront: boolean
  notification: {
    isSupported(): boolean
    new (options: NotificationConstructorOptions): {
      on(event: 'action' | 'click' | 'close', listener: () => void): unknown
      on(event: 'failed', listener: (event: unknown, error: string) => void): unknown
      show(): void
    }
  }
  /** Brings the window to the front. */
  onPressed: () => void
  log: Log
}): void {
  const { text, id, button, isWanted, isWindowInFront, notification: Notification, onPressed, log } = options
  if (!isWanted || isWindowInFront || !Notification.isSupported()) return
  const notification = new Notification({
    ...text,
    ...(id === undefined ? {} : { id }),
    ...(button === undefined ? {} : { actions: [{ type: 'button', text: button.label }] }),
  })
  // Keeps a reference, or it may be garbage-collected and its click is lost (electron#12690).
  shown.add(notification)
  const forget = (): void => void shown.delete(notification)
  notification.on('click', forget)
  notification.on('close', forget)
  notification.on('failed', forget)
  notification.on('click', onPressed)
  if (button !== undefined) {
    notification.on('action', forget)
    notification.on('action', button.onPressed)
  }
  // The page shows the same; the log has the reason (an unsigned app on macOS, no Start menu entry).
  notification.on('failed', (_event, error) =>
    log.warn('the system shows no notification', { detail: error }),
  )
  notification.show()
}
