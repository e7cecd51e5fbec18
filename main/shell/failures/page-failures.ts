import type { App, BrowserWindow, Dialog, MessageBoxOptions } from 'electron'
import type { Log } from '../../ports.ts'
import type { Language } from '../language.ts'
import { afterPageGone } from './failure-policy.ts'

const TEXTS = {
  'en-US': {
    gone: 'The window has stopped working several times',
    goneDetail: 'Downloads go on in the background. Load the window again, or end Meetkeep; nothing is lost.',
    reload: 'Load again',
    quit: 'End Meetkeep',
    stuck: 'The window does not answer',
    stuckDetail: 'Downloads go on in the background. Wait a little, or load the window again.',
    wait: 'Wait',
  },
  'zh-CN': {
    gone: '窗口多次停止工作',
    goneDetail: '下载仍在后台继续。您可以重新加载窗口，或退出 Meetkeep；不会丢失任何内容。',
    reload: '重新加载',
    quit: '退出 Meetkeep',
    stuck: '窗口没有响应',
    stuckDetail: '下载仍在后台继续。请稍候，或重新加载窗口。',
    wait: '等待',
  },
} as const satisfies Record<Language, unknown>

/** Brings a page that crashed or hangs back. The main process, and every download in it, goes on meanwhile. */
export function followPage(order: {
  app: Pick<App, 'quit'>
  dialog: Pick<Dialog, 'showMessageBox'>
  log: Log
  language: () => Language
  /** The page starts anew: it listens to nothing yet. */
  onStart: () => void
  now?: () => number
}): (window: BrowserWindow) => void {
  const { app, dialog, log, language, onStart, now = Date.now } = order
  const earlier: number[] = []

  return (window) => {
    const page = window.webContents
    let waiting: AbortController | null = null
    /** Was the second button pressed? The first one harms nothing: it is what closing the question means. */
    const isSecond = async (question: MessageBoxOptions & { buttons: [string, string] }): Promise<boolean> =>
      (await dialog.showMessageBox(window, { ...question, defaultId: 0, cancelId: 0 })).response === 1

    page.on('did-start-loading', onStart)
    page.on('preload-error', (_event, _path, error) =>
      log.error('the preload script failed', { detail: error.message }),
    )

    page.on('render-process-gone', (_event, { reason, exitCode }) => {
      const decided = afterPageGone(reason, earlier, now())
      if (decided === 'nothing') return
      earlier.push(now())
      log.error('the page is gone', { reason, exitCode, decided })
      onStart()
      waiting?.abort()
      if (decided === 'reload') page.reload()
      else void askAfterCrashes()
    })
    const askAfterCrashes = async (): Promise<void> => {
      const { gone: message, goneDetail: detail, reload, quit } = TEXTS[language()]
      if (await isSecond({ type: 'error', message, detail, buttons: [reload, quit] })) app.quit()
      else if (!window.isDestroyed()) page.reload()
    }

    window.on('unresponsive', () => {
      if (waiting !== null) return
      log.warn('the page does not answer')
      waiting = new AbortController()
      void askToWait(waiting.signal)
    })
    window.on('responsive', () => waiting?.abort())
    const askToWait = async (signal: AbortSignal): Promise<void> => {
      const { stuck: message, stuckDetail: detail, wait, reload } = TEXTS[language()]
      const wantsReload = await isSecond({
        type: 'warning',
        message,
        detail,
        buttons: [wait, reload],
        signal,
      })
      waiting = null
      // A page that answers again closes the question; nothing was chosen then.
      if (wantsReload && !signal.aborted && !window.isDestroyed()) {
        // It would not even take the order to load again: its process ends first.
        page.forcefullyCrashRenderer()
      }
    }
  }
}
