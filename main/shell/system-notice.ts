import type { NotificationConstructorOptions } from 'electron'

export interface NoticeWords {
  title: string
  body: string
}

/**
 * Tells the system's user of something that ended by itself, unless our own window is in front and says so itself.
 * macOS shows notifications of signed apps alone (Electron: "Notifications"); there the window is the only one to tell.
 */
export function tellSystem(order: {
  words: NoticeWords
  isWanted: boolean
  isWindowInFront: boolean
  notification: {
    isSupported(): boolean
    new (options: NotificationConstructorOptions): {
      on(event: 'click', listen: () => void): unknown
      show(): void
    }
  }
  /** Brings the window to the front. */
  onPressed: () => void
}): void {
  const { words, isWanted, isWindowInFront, notification: Notification, onPressed } = order
  if (!isWanted || isWindowInFront || !Notification.isSupported()) return
  const notification = new Notification(words)
  notification.on('click', onPressed)
  notification.show()
}
