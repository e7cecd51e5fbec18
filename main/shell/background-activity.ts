import { Notification, powerSaveBlocker } from 'electron'
import type { Language } from '../../i18n/languages.ts'
import type { Send } from '../ipc/registrar.ts'
import type { Log, SettingsAccess } from '../interfaces.ts'
import type { Services } from '../services.ts'
import { watchDownloads } from './activity.ts'
import type { MainWindow } from './main-window.ts'
import { showNotification } from './notification.ts'
import { batchText, minutesText, type NotificationText } from './notification-text.ts'

/**
 * Shows background activity to the page, the taskbar and the system: downloads, and minutes that waited for
 * the network. Keeps the machine awake during downloads.
 */
export function showBackgroundActivity(options: {
  services: Pick<Services, 'downloads' | 'onNotice'>
  settings: Pick<SettingsAccess, 'get'>
  window: MainWindow
  language: () => Language
  send: Send
  log: Log
}): void {
  const { services, settings, window, language, send, log } = options
  const notify = (text: NotificationText): void =>
    showNotification({
      ...{ text, notification: Notification, onPressed: window.show, log },
      isWanted: settings.get().notifies,
      isWindowInFront: window.current()?.isFocused() === true,
    })
  watchDownloads({
    downloads: services.downloads,
    powerSaveBlocker,
    platform: process.platform,
    show: (progress) => window.current()?.setProgressBar(progress),
    onBatchEnd: (end) => {
      send('downloads.batchEnded', end)
      notify(batchText(end, language()))
    },
  })
  services.onNotice((notice) => {
    const text = minutesText(notice, language())
    if (text !== null) notify(text)
  })
}
