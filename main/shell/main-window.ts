import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { createEmitter } from '../../contract/emitter.ts'
import type { Log } from '../interfaces.ts'
import { whenFirstShown } from './first-show.ts'
import { APP_PAGE } from './security/app-address.ts'
import { watchWindowState, windowOptions, windowStateSchema } from './window.ts'

export interface MainWindow {
  /** null before it is opened and after it was closed. */
  current(): BrowserWindow | null
  /** Opens it, or brings it to the front: shown and not minimized. */
  show(): void
  /** Called with each new window, before its page loads. Returns an unsubscribe function. */
  onOpened(listener: (window: BrowserWindow) => void): () => void
}

/**
 * Creates the app's one window, at its last position.
 *
 * @param options `icon`: path of a PNG, only for Linux, where the executable has no icon; `isHidden`: never
 *   shown automatically (the self-test).
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
    watchWindowState(opened, options.place.set)
    openings.emit(opened)
    opened.on('closed', () => (window = null))
    if (!options.isHidden)
      void whenFirstShown(opened).then((reason) => {
        options.log.info('the window is shown', { reason })
        // maximize() would show the window (Electron: win.maximize).
        if (state?.isMaximized === true) opened.maximize()
        opened.show()
      })
    // did-fail-load handles errors (failures/page-failures.ts).
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
