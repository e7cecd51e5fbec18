import { app, dialog, powerMonitor } from 'electron'
import type { Log, SettingsPort } from '../ports.ts'
import type { Services } from '../services.ts'
import type { Language } from './language.ts'
import type { MainWindow } from './main-window.ts'
import { closeBeforeQuit } from './quit.ts'
import { askBeforeQuit } from './quit-question.ts'

/**
 * Everything about the end of the app: whoever ends it while files come in is asked first, with the window still
 * there; when the system ends it nobody is. Returns what the window is to do when it is closed.
 */
export function endInOrder(order: {
  services: Pick<Services, 'downloads' | 'close'>
  settings: Pick<SettingsPort, 'get' | 'set'>
  window: () => MainWindow
  language: () => Language
  log: Log
}): (event: { preventDefault(): void }) => void {
  const { services, settings, window, language, log } = order
  const quit = closeBeforeQuit(app, {
    mayQuit: () =>
      askBeforeQuit({
        downloads: services.downloads.list(),
        settings,
        dialog,
        window: window().current(),
        language: language(),
      }),
    close: () => {
      // Closing can take seconds, in which there is nothing to see any more.
      window().current()?.hide()
      return services.close()
    },
    log,
  })
  powerMonitor.on('shutdown', quit.now)
  // Told by the system or a supervisor; Ctrl+C in a terminal is a person, who is asked.
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.prependListener(signal, quit.now)
  return (event) => {
    // On macOS an app without windows goes on; elsewhere the last window ends it, after the question.
    if (process.platform === 'darwin' || quit.isDecided()) return
    event.preventDefault()
    app.quit()
  }
}
