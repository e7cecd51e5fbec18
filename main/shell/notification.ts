import type { NotificationConstructorOptions } from 'electron'
import type { Log } from '../ports.ts'

/** Notifications that the system may still show. */
const shown = new Set<object>()

export interface NotificationText {
  title: string
  body: string
}

/**
 * Tells the system's user of something that ended by itself, unless our own window is in front and says so itself.
 * macOS shows notifications of signed apps alone (Electron: "Notifications"); there the window is the only one to tell.
 */
export function showNotification(options: {
  words: NotificationText
  isWanted: boolean
  isWindowInFront: boolean
  notification: {
    isSupported(): boolean
    new (options: NotificationConstructorOptions): {
      on(event: 'click' | 'close', listener: () => void): unknown
      on(event: 'failed', listener: (event: unknown, error: string) => void): unknown
      show(): void
    }
  }
  /** Brings the window to the front. */
  onPressed: () => void
  log: Log
}): void {
  const { words, isWanted, isWindowInFront, notification: Notification, onPressed, log } = options
  if (!isWanted || isWindowInFront || !Notification.isSupported()) return
  const notification = new Notification(words)
  // Without a reference it may be collected, and a press on it is lost (electron#12690).
  shown.add(notification)
  const forget = (): void => void shown.delete(notification)
  notification.on('click', forget)
  notification.on('close', forget)
  notification.on('failed', forget)
  notification.on('click', onPressed)
  // The page shows the same; the log says why the system did not (an unsigned app on macOS, no Start menu entry).
  notification.on('failed', (_event, error) =>
    log.warn('the system shows no notification', { detail: error }),
  )
  notification.show()
}
