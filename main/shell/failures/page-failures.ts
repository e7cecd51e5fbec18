import type { App, BrowserWindow, Dialog, MessageBoxOptions } from 'electron'
import type { Language } from '../../../i18n/languages.ts'
import { textOf } from '../../../i18n/texts.ts'
import type { Log } from '../../interfaces.ts'
import { showBox } from '../box-parent.ts'
import { APP_PAGE } from '../security/app-address.ts'
import { afterPageGone, isErrorPage, isFailedLoad } from './failure-policy.ts'

/** The page calls main as soon as it runs; allows for a slow machine. */
const LONGEST_SILENCE_MS = 30_000

export interface PageWatch {
  /** Watches the page of a window. */
  watch(window: BrowserWindow): void
  /** The page has made its first call. */
  answered(): void
}

/**
 * Recovers a page that failed to load, crashed or hangs. The main process, and every download in it,
 * continues. A failed load is reported in a native dialog, because there is no page to show it.
 */
export function watchPage(options: {
  app: Pick<App, 'quit'>
  dialog: Pick<Dialog, 'showMessageBox'>
  log: Log
  language: () => Language
  /** A new document was loaded and has no listeners yet. */
  onStart: () => void
  now?: () => number
}): PageWatch {
  const { app, dialog, log, language, onStart, now = Date.now } = options
  const earlier: number[] = []
  let silence: NodeJS.Timeout | undefined
  let hasAnswered = false

  const watch = (window: BrowserWindow): void => {
    const page = window.webContents
    // On macOS there may have been an earlier window, whose page has answered.
    hasAnswered = false
    onStart()
    let waiting: AbortController | null = null
    /**
     * Whether the second button was pressed. The first one is the safe default, also used when the dialog is
     * closed.
     */
    const isSecond = async (question: MessageBoxOptions & { buttons: [string, string] }): Promise<boolean> =>
      (await showBox(dialog, window, { ...question, defaultId: 0, cancelId: 0 })).response === 1

    let isAsking = false
    const askAfterFailedLoad = async (reason: string): Promise<void> => {
      clearTimeout(silence)
      log.error('the page did not load', { detail: reason })
      if (isAsking || window.isDestroyed()) return
      isAsking = true
      const t = textOf(language())
      const wantsQuit = await isSecond({
        type: 'error',
        message: t('native.pageFailed.notLoaded'),
        detail: `${t('native.pageFailed.notLoadedDetail')}\n${reason}`,
        buttons: [t('native.pageFailed.reload'), t('native.pageFailed.quit')],
      })
      isAsking = false
      if (wantsQuit) app.quit()
      // Not reload(): it does nothing if nothing was loaded.
      else if (!window.isDestroyed()) page.loadURL(APP_PAGE).catch(() => undefined)
    }
    page.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
      if (isFailedLoad(code, isMainFrame)) void askAfterFailedLoad(`${description} (${code})`)
    })
    // Emitted once for each new document. did-start-loading is also emitted for navigations that are blocked
    // (security/web-contents-limits.ts), which leave the current page with its listeners.
    page.on('did-navigate', (_event, _url, status) => {
      hasAnswered = false
      onStart()
      if (isErrorPage(status)) void askAfterFailedLoad(`HTTP ${status}`)
      else expectAnswer()
    })
    // Without its bridge a page can do nothing, and would stay white.
    page.on('preload-error', (_event, _path, error) => void askAfterFailedLoad(`preload: ${error.message}`))
    /** A scheme that never responds emits no event, and neither does a page whose script fails early. */
    const expectAnswer = (): void => {
      clearTimeout(silence)
      silence = setTimeout(
        () => void askAfterFailedLoad(textOf(language())('native.pageFailed.silent')),
        LONGEST_SILENCE_MS,
      )
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
      const t = textOf(language())
      const wantsQuit = await isSecond({
        type: 'error',
        message: t('native.pageFailed.gone'),
        detail: t('native.pageFailed.goneDetail'),
        buttons: [t('native.pageFailed.reload'), t('native.pageFailed.quit')],
      })
      if (wantsQuit) app.quit()
      else if (!window.isDestroyed()) page.reload()
    }

    window.on('unresponsive', () => {
      if (waiting !== null) return
      log.warn('the page does not respond')
      waiting = new AbortController()
      void askToWait(waiting.signal)
    })
    window.on('responsive', () => waiting?.abort())
    const askToWait = async (signal: AbortSignal): Promise<void> => {
      const t = textOf(language())
      const wantsReload = await isSecond({
        type: 'warning',
        message: t('native.pageFailed.stuck'),
        detail: t('native.pageFailed.stuckDetail'),
        buttons: [t('native.pageFailed.wait'), t('native.pageFailed.reload')],
        signal,
      })
      waiting = null
      // A page that becomes responsive again closes the dialog, without a choice.
      if (wantsReload && !signal.aborted && !window.isDestroyed()) {
        // A hung page does not even reload: its process must be killed first.
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
