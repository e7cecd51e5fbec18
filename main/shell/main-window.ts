import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { createEmitter } from '../../contract/emitter.ts'
import type { Log } from '../ports.ts'
import { whenFirstShown } from './first-show.ts'
import { APP_PAGE } from './security/app-address.ts'
import { followWindow, windowOptions, windowStateSchema } from './window.ts'

export interface MainWindow {
  /** null before it is open and after it was closed. */
  current(): BrowserWindow | null
  /** Opens it, or brings it to the front: shown and not minimized. */
  show(): void
  /** Called with each window that is opened, before its page loads. Returns an unsubscribe function. */
  onOpened(listener: (window: BrowserWindow) => void): () => void
}

/**
 * The app's one window, where it was when it was last closed.
 * @param options `icon`: path of a PNG, for Linux alone, where no program file carries an icon; `isHidden`: the
 * window is never shown by itself (the self-test).
 */
export function createMainWindow(options: {
  preload: string
  icon: string
  place: { get(): unknown; set(state: unknown): void }
  isHidden: boolean
  log: Log
}): MainWindow {
  const openings = createEmitter<[BrowserWindow]>()
  let window: BrowserWindow | null = null

  const open = (): void => {
    const state = windowStateSchema.safeParse(options.place.get()).data ?? null
    const opened = new BrowserWindow(
      windowOptions({
        preload: options.preload,
        icon: process.platform === 'linux' ? options.icon : null,
        state,
        displays: screen.getAllDisplays().map(({ workArea }) => workArea),
        primary: screen.getPrimaryDisplay().workArea,
        isDark: nativeTheme.shouldUseDarkColors,
        isPackaged: app.isPackaged,
      }),
    )
    window = opened
    followWindow(opened, options.place.set)
    openings.emit(opened)
    opened.on('closed', () => (window = null))
    if (!options.isHidden)
      void whenFirstShown(opened).then((reason) => {
        options.log.info('the window is shown', { reason })
        // It would show the window by itself (Electron: win.maximize).
        if (state?.isMaximized === true) opened.maximize()
        opened.show()
      })
    // What fails is told by did-fail-load (failures/page-failures.ts).
    opened
      .loadURL(APP_PAGE)
      .catch((error: unknown) => options.log.error('the page did not load', { detail: String(error) }))
  }

  return {
    current: () => (window?.isDestroyed() === false ? window : null),
    show() {
      if (window === null) return open()
      if (window.isMinimized()) window.restore()
      if (!window.isVisible()) window.show()
      window.focus()
    },
    onOpened: openings.on,
  }
}
