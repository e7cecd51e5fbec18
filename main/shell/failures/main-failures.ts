import type { App, Dialog } from 'electron'
import type { Notice } from '../../../contract/download.ts'
import type { Language } from '../../../i18n/languages.ts'
import { textOf } from '../../../i18n/texts.ts'
import { redact } from '../../log/redact.ts'
import type { Log } from '../../interfaces.ts'
import { afterMainFailure } from './failure-policy.ts'
import { showFatalBox } from './fatal-box.ts'

/** Maximum length of a message in a notice. */
const SHOWN = 200

export interface MainFailures {
  /** From now on failures are sent to the page instead of ending the app. */
  setNotifier(tell: (notice: Notice) => void): void
}

/**
 * Handles uncaught exceptions and rejections in main, for which Electron would show a stack trace in a
 * dialog.
 */
export function catchMainFailures(options: {
  process: Pick<NodeJS.Process, 'on'>
  app: Pick<App, 'exit' | 'isReady' | 'on' | 'quit' | 'whenReady'>
  dialog: Pick<Dialog, 'showErrorBox'>
  log: Log
  logFile: string
  language: () => Language
  now?: () => number
}): MainFailures {
  const { process, app, dialog, log, logFile, language, now = Date.now } = options
  const earlier: number[] = []
  let tell: ((notice: Notice) => void) | null = null
  let isEnding = false

  const end = (): void => {
    if (isEnding) return
    isEnding = true
    const t = textOf(language())
    const title = t('native.mainFailed.title')
    const body = `${t('native.mainFailed.body')}\n${logFile}`
    void showFatalBox({ app, dialog, title, body }).then(() => {
      // Quits in order if possible; before there is a window nothing has to be made resumable.
      if (tell === null) app.exit(1)
      else app.quit()
    })
  }

  const fail = (what: string, error: unknown): void => {
    const reported = error instanceof Error ? error : new Error(String(error))
    log.error(what, { detail: reported.message, stack: reported.stack })
    const decided = afterMainFailure(earlier, now(), tell !== null)
    earlier.push(now())
    if (decided === 'end') end()
    else tell?.({ kind: 'main-failed', subject: redact(reported.message).slice(0, SHOWN) })
  }

  process.on('uncaughtException', (error) => fail('an exception was not caught', error))
  process.on('unhandledRejection', (reason) => fail('a rejection was not handled', reason))
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') log.error('a process of Chromium is gone', { type, reason, exitCode })
  })
  return { setNotifier: (next) => void (tell = next) }
}
