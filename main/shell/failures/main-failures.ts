import type { App, Dialog } from 'electron'
import type { Notice } from '../../../contract/download.ts'
import { redact } from '../../log/redact.ts'
import type { Log } from '../../ports.ts'
import type { Language } from '../language.ts'
import { afterMainFailure } from './failure-policy.ts'
import { showFatalBox } from './fatal-box.ts'

const TEXTS = {
  'en-US': {
    title: 'Meetkeep has to end',
    body: 'Something inside the app failed, again and again or before its window was open. Unfinished downloads go on where they were at the next start. Details are in the log:',
  },
  'zh-CN': {
    title: 'Meetkeep 需要退出',
    body: '应用内部反复出错，或在窗口打开之前出错。未完成的下载会在下次启动时继续。详细信息见日志：',
  },
} as const satisfies Record<Language, unknown>

/** What a notice shows of a message. */
const SHOWN = 200

export interface MainFailures {
  /** From now on a failure is told to the page instead of ending the app. */
  tellTo(tell: (notice: Notice) => void): void
}

/** Catches what nobody else did in the main process, which Electron would show as a stack trace in a dialog. */
export function catchMainFailures(order: {
  process: Pick<NodeJS.Process, 'on'>
  app: Pick<App, 'exit' | 'isReady' | 'on' | 'quit' | 'whenReady'>
  dialog: Pick<Dialog, 'showErrorBox'>
  log: Log
  logFile: string
  language: () => Language
  now?: () => number
}): MainFailures {
  const { process, app, dialog, log, logFile, language, now = Date.now } = order
  const earlier: number[] = []
  let tell: ((notice: Notice) => void) | null = null
  let isEnding = false

  const end = (): void => {
    if (isEnding) return
    isEnding = true
    const { title, body } = TEXTS[language()]
    void showFatalBox({ app, dialog, title, body: `${body}\n${logFile}` }).then(() => {
      // In its own order where there is one; before the window there is nothing to leave resumable.
      if (tell === null) app.exit(1)
      else app.quit()
    })
  }

  const fail = (what: string, error: unknown): void => {
    const told = error instanceof Error ? error : new Error(String(error))
    log.error(what, { detail: told.message, stack: told.stack })
    const decided = afterMainFailure(earlier, now(), tell !== null)
    earlier.push(now())
    if (decided === 'end') end()
    else tell?.({ kind: 'main-failed', subject: redact(told.message).slice(0, SHOWN) })
  }

  process.on('uncaughtException', (error) => fail('an exception was not caught', error))
  process.on('unhandledRejection', (reason) => fail('a rejection was not handled', reason))
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') log.error('a process of Chromium is gone', { type, reason, exitCode })
  })
  return { tellTo: (next) => void (tell = next) }
}
