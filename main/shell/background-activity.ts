import { Notification, powerSaveBlocker } from 'electron'
import type { Language } from '../../i18n/languages.ts'
import type { Send } from '../ipc/registrar.ts'
import type { Log, SettingsAccess } from '../ports.ts'
import type { Services } from '../services.ts'
import { followDownloads } from './activity.ts'
import { batchText } from './batch-notification.ts'
import type { MainWindow } from './main-window.ts'
import { minutesText } from './minutes-notification.ts'
import { type NotificationText, showNotification } from './notification.ts'

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
  const tell = (words: NotificationText): void =>
    showNotification({
      ...{ words, notification: Notification, onPressed: window.show, log },
      isWanted: settings.get().notifies,
      isWindowInFront: window.current()?.isFocused() === true,
    })
  followDownloads({
    downloads: services.downloads,
    powerSaveBlocker,
    platform: process.platform,
    show: (progress) => window.current()?.setProgressBar(progress),
    onBatchEnd: (end) => {
      send('downloads.batchEnded', end)
      tell(batchText(end, language()))
    },
  })
  services.onNotice((notice) => {
    const words = minutesText(notice, language())
    if (words !== null) tell(words)
  })
}
