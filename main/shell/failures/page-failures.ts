import type { App, BrowserWindow, Dialog, MessageBoxOptions } from 'electron'
import type { Log } from '../../ports.ts'
import { showBox } from '../box-parent.ts'
import type { Language } from '../language.ts'
import { APP_PAGE } from '../security/app-address.ts'
import { afterPageGone, isErrorPage, isFailedLoad } from './failure-policy.ts'

const TEXTS = {
  'en-US': {
    gone: 'The window has stopped working several times',
    goneDetail: 'Downloads continue in the background. Reload the window, or quit Meetkeep; nothing is lost.',
    reload: 'Reload',
    quit: 'Quit Meetkeep',
    stuck: 'The window is not responding',
    stuckDetail: 'Downloads continue in the background. Wait a little, or reload the window.',
    wait: 'Wait',
    notLoaded: 'The window could not be loaded',
    notLoadedDetail:
      'Reload it. If the problem persists, restart Meetkeep or install it again. Nothing that you saved is lost. Reason:',
    silent: 'The page did not answer.',
  },
  'zh-CN': {
    gone: '窗口多次停止工作',
    goneDetail: '下载仍在后台继续。您可以重新加载窗口，或退出 Meetkeep；不会丢失任何内容。',
    reload: '重新加载',
    quit: '退出 Meetkeep',
    stuck: '窗口没有响应',
    stuckDetail: '下载仍在后台继续。请稍候，或重新加载窗口。',
    wait: '等待',
    notLoaded: '窗口无法加载',
    notLoadedDetail: '请重新加载。如果问题仍然存在，请重启或重新安装 Meetkeep。已保存的内容不会丢失。原因：',
    silent: '页面没有响应。',
  },
} as const satisfies Record<Language, unknown>

/** The page asks main who it is as soon as it runs; a slow machine gets its time. */
const LONGEST_SILENCE_MS = 30_000

export interface PageWatch {
  /** Watches the page of a window. */
  watch(window: BrowserWindow): void
  /** The page has made its first call. */
  answered(): void
}

/**
 * Brings a page back that did not load, crashed or hangs. The main process, and every download in it, continues. What
 * could not be loaded is told in a native box, since there is no page to tell it on.
 */
export function watchPage(options: {
  app: Pick<App, 'quit'>
  dialog: Pick<Dialog, 'showMessageBox'>
  log: Log
  language: () => Language
  /** A new document has come: it listens to nothing yet. */
  onStart: () => void
  now?: () => number
}): PageWatch {
  const { app, dialog, log, language, onStart, now = Date.now } = options
  const earlier: number[] = []
  let silence: NodeJS.Timeout | undefined
  let hasAnswered = false

  const watch = (window: BrowserWindow): void => {
    const page = window.webContents
    // On macOS there may have been another window before, whose page has answered.
    hasAnswered = false
    onStart()
    let waiting: AbortController | null = null
    /** Was the second button pressed? The first one harms nothing: it is what closing the question means. */
    const isSecond = async (question: MessageBoxOptions & { buttons: [string, string] }): Promise<boolean> =>
      (await showBox(dialog, window, { ...question, defaultId: 0, cancelId: 0 })).response === 1

    let isAsking = false
    const askAfterFailedLoad = async (reason: string): Promise<void> => {
      clearTimeout(silence)
      log.error('the page did not load', { detail: reason })
      if (isAsking || window.isDestroyed()) return
      isAsking = true
      const { notLoaded: message, notLoadedDetail, reload, quit } = TEXTS[language()]
      const detail = `${notLoadedDetail}\n${reason}`
      const wantsQuit = await isSecond({ type: 'error', message, detail, buttons: [reload, quit] })
      isAsking = false
      if (wantsQuit) app.quit()
      // Not reload(): where nothing was loaded there is nothing to reload.
      else if (!window.isDestroyed()) page.loadURL(APP_PAGE).catch(() => undefined)
    }
    page.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
      if (isFailedLoad(code, isMainFrame)) void askAfterFailedLoad(`${description} (${code})`)
    })
    // Told once for each document that has come. did-start-loading is told also for what never becomes one: a
    // navigation that is refused (security/web-contents-limits.ts) leaves the page that was there, listening.
    page.on('did-navigate', (_event, _url, status) => {
      hasAnswered = false
      onStart()
      if (isErrorPage(status)) void askAfterFailedLoad(`HTTP ${status}`)
      else expectAnswer()
    })
    // Without its bridge a page can do nothing, and would stay white.
    page.on('preload-error', (_event, _path, error) => void askAfterFailedLoad(`preload: ${error.message}`))
    /** A scheme that never answers has no event at all, and neither has a page whose script ends early. */
    const expectAnswer = (): void => {
      clearTimeout(silence)
      silence = setTimeout(() => void askAfterFailedLoad(TEXTS[language()].silent), LONGEST_SILENCE_MS)
    }
    page.on('did-start-loading', () => {
      if (!hasAnswered) expectAnswer()
    })
    window.on('closed', () => clearTimeout(silence))

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

  return {
    watch,
    answered() {
      hasAnswered = true
      clearTimeout(silence)
    },
  }
}
