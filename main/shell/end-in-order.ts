import { app, type BrowserWindow, dialog, powerMonitor } from 'electron'
import type { Language } from '../../i18n/languages.ts'
import type { Log, SettingsAccess } from '../ports.ts'
import type { Services } from '../services.ts'
import type { MainWindow } from './main-window.ts'
import { closeBeforeQuit, type Quit } from './quit.ts'
import { askBeforeQuit } from './quit-question.ts'
import { watchSessionEnd, watchShutdown } from './system-shutdown.ts'

export interface EndInOrder extends Pick<Quit, 'toInstall' | 'onSystemEnd'> {
  /** Watches each window that is opened: closing it may end the app, and Windows tells it when the session ends. */
  watch(window: BrowserWindow): void
}

/**
 * Everything about the end of the app: whoever ends it while files come in is asked first, with the window still
 * there; when the system ends it there is no question.
 */
export function endInOrder(options: {
  services: Pick<Services, 'downloads' | 'close'>
  settings: Pick<SettingsAccess, 'get' | 'set'>
  window: MainWindow
  language: () => Language
  log: Log
}): EndInOrder {
  const { services, settings, window, language, log } = options
  const quit = closeBeforeQuit(app, {
    mayQuit: (purpose) =>
      askBeforeQuit({
        purpose,
        downloads: services.downloads.list(),
        settings,
        dialog,
        window: window.current(),
        language: language(),
      }),
    close: () => {
      // Closing can take seconds, in which there is nothing to see any more.
      window.current()?.hide()
      return services.close()
    },
    log,
  })
  watchShutdown(powerMonitor, quit.now)
  // Told by the system or a supervisor; Ctrl+C in a terminal is a person, who is asked.
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.prependListener(signal, quit.now)
  return {
    toInstall: quit.toInstall,
    onSystemEnd: quit.onSystemEnd,
    watch(opened) {
      watchSessionEnd(opened, quit.now)
      opened.on('close', (event) => {
        // On macOS an app without windows goes on; elsewhere the last window ends it, after the question.
        if (process.platform === 'darwin' || quit.isDecided()) return
        event.preventDefault()
        app.quit()
      })
    },
  }
}
