import { app, type BrowserWindow, dialog, powerMonitor } from 'electron'
import type { Language } from '../../i18n/languages.ts'
import type { Log, SettingsAccess } from '../interfaces.ts'
import type { Services } from '../services.ts'
import type { MainWindow } from './main-window.ts'
import { closeBeforeQuit, type Quit } from './quit.ts'
import { askBeforeQuit } from './quit-question.ts'
import { watchSessionEnd, watchShutdown } from './system-shutdown.ts'

export interface QuitHandling extends Pick<Quit, 'toInstall' | 'onSystemEnd'> {
  /** Watches every window: closing it may quit the app, and on Windows it receives the session's end. */
  watch(window: BrowserWindow): void
}

/**
 * Handles quitting: asks first if downloads are running, with the window still open; does not ask when the
 * system ends the session.
 */
export function handleQuit(options: {
  services: Pick<Services, 'downloads' | 'close'>
  settings: Pick<SettingsAccess, 'get' | 'set'>
  window: MainWindow
  language: () => Language
  log: Log
}): QuitHandling {
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
      // Closing can take seconds, with nothing left to see.
      window.current()?.hide()
      return services.close()
    },
    log,
    kill: () => void process.kill(process.pid, 'SIGKILL'),
  })
  watchShutdown(powerMonitor, quit.now)
  // Sent by the system or a supervisor; Ctrl+C in a terminal comes from the user, who is asked.
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.prependListener(signal, quit.now)
  return {
    toInstall: quit.toInstall,
    onSystemEnd: quit.onSystemEnd,
    watch(opened) {
      watchSessionEnd(opened, quit.now)
      opened.on('close', (event) => {
        // On macOS an app without windows keeps running; elsewhere closing the last window quits, after the
        // question.
        if (process.platform === 'darwin' || quit.isDecided()) return
        event.preventDefault()
        app.quit()
      })
    },
  }
}
