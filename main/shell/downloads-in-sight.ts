import { Notification, powerSaveBlocker } from 'electron'
import type { Send } from '../ipc/registrar.ts'
import type { SettingsPort } from '../ports.ts'
import type { Services } from '../services.ts'
import { followDownloads } from './activity.ts'
import { tellBatchEnd } from './batch-notice.ts'
import type { Language } from './language.ts'
import type { MainWindow } from './main-window.ts'

/** Shows what the downloads do to page, taskbar and system; and keeps the machine awake for them. */
export function keepDownloadsInSight(order: {
  downloads: Services['downloads']
  settings: Pick<SettingsPort, 'get'>
  window: MainWindow
  language: () => Language
  send: Send
}): void {
  const { downloads, settings, window, language, send } = order
  followDownloads({
    downloads,
    powerSaveBlocker,
    show: (progress) => window.current()?.setProgressBar(progress),
    onBatchEnd: (end) => {
      send('downloads.batchEnded', end)
      tellBatchEnd({
        ...{ end, language: language(), notification: Notification, onPressed: window.show },
        isWanted: settings.get().notifies,
        isWindowInFront: window.current()?.isFocused() === true,
      })
    },
  })
}
