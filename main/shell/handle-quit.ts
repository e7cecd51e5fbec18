import { app, type BrowserWindow, dialog, powerMonitor } from 'electron'
import type { Language } from '../../i18n/languages.ts'
import type { Log, SettingsAccess } from '../interfaces.ts'
import type { Services } from '../services.ts'
import { isWorking } from './background/close-policy.ts'
import { createCloseListener } from './background/close-window.ts'
import type { RuleSource } from './background/rule-source.ts'
import type { MainWindow } from './main-window.ts'
import { closeBeforeQuit, type Quit } from './quit.ts'
import { askBeforeQuit } from './quit-question.ts'
import { watchSessionEnd, watchShutdown } from './system-shutdown.ts'

export interface QuitHandling extends Pick<Quit, 'toInstall' | 'onSystemEnd'> {
  /** Watches every window: closing it may hide it or quit the app, and on Windows it receives the session's end. */
  watch(window: BrowserWindow): void
}

/**
 * Handles quitting: asks first if downloads are running, with the window still open; does not ask when the
 * system ends the session.
 */
export function handleQuit(options: {
  services: Pick<Services, 'downloads' | 'close'>
  rules: Pick<RuleSource, 'list'>
  settings: Pick<SettingsAccess, 'get' | 'set'>
  window: MainWindow
  language: () => Language
  log: Log
}): QuitHandling {
  const { services, rules, settings, window, language, log } = options
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
  const onClose = createCloseListener({
    ...{ platform: process.platform, quit, settings, dialog, language, log },
    window: window.current,
    requestQuit: () => app.quit(),
    isWorking: () => isWorking(services.downloads.list(), rules.list()),
  })
  return {
    toInstall: quit.toInstall,
    onSystemEnd: quit.onSystemEnd,
    watch(opened) {
      watchSessionEnd(opened, quit.now)
      opened.on('close', onClose)
    },
  }
}
