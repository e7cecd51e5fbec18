import { Notification, powerSaveBlocker } from 'electron'
import type { Language } from '../../i18n/languages.ts'
import type { Send } from '../ipc/registrar.ts'
import type { Log, SettingsAccess } from '../interfaces.ts'
import type { Services } from '../services.ts'
import { watchDownloads } from './activity.ts'
import type { MainWindow } from './main-window.ts'
import { showNotification } from './notification.ts'
import { batchText, minutesText } from './notification-text.ts'

/** Shows a notification by the settings; `isOnPage`: our own window, if it is in front, shows the same. */
export type Notify = (
  shown: Pick<Parameters<typeof showNotification>[0], 'text' | 'id' | 'button'> & {
    isOnPage?: boolean
    /** Brings the window to the front, if missing. */
    onPressed?: () => void
  },
) => void

export function createNotify(options: {
  settings: Pick<SettingsAccess, 'get'>
  window: MainWindow
  log: Log
}): Notify {
  const { settings, window, log } = options
  return ({ isOnPage = true, ...shown }) =>
    showNotification({
      ...{ notification: Notification, onPressed: window.show, log, ...shown },
      isWanted: settings.get().notifies,
      isWindowInFront: isOnPage && window.current()?.isFocused() === true,
    })
}

/**
 * Shows background activity to the page, the taskbar and the system: downloads, and minutes that waited for
 * the network. Keeps the machine awake during downloads.
 */
export function showBackgroundActivity(options: {
  services: Pick<Services, 'downloads' | 'onNotice'>
  notify: Notify
  window: MainWindow
  language: () => Language
  send: Send
}): void {
  const { services, notify, window, language, send } = options
  watchDownloads({
    downloads: services.downloads,
    powerSaveBlocker,
    platform: process.platform,
    show: (progress) => window.current()?.setProgressBar(progress),
    onBatchEnd: (end) => {
      send('downloads.batchEnded', end)
      notify({ text: batchText(end, language()) })
    },
  })
  services.onNotice((notice) => {
    const text = minutesText(notice, language())
    if (text !== null) notify({ text })
  })
}
