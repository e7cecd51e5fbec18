import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { APP_PAGE } from './security/app-address.ts'
import { followWindow, windowOptions, windowStateSchema } from './window.ts'

export interface MainWindow {
  /** null before it is open and after it was closed. */
  current(): BrowserWindow | null
  /** Opens it, or brings it to the front. */
  show(): void
}

/** The app's one window, where it was when it was last closed. */
export function createMainWindow(order: {
  preload: string
  place: { get(): unknown; set(state: unknown): void }
  /** Looks after each window that is opened. */
  follow: (window: BrowserWindow) => void
  /** May forbid that the window is closed. */
  onClose: (event: { preventDefault(): void }) => void
}): MainWindow {
  let window: BrowserWindow | null = null

  const open = (): void => {
    const state = windowStateSchema.safeParse(order.place.get()).data ?? null
    const opened = new BrowserWindow(
      windowOptions({
        preload: order.preload,
        state,
        displays: screen.getAllDisplays().map(({ workArea }) => workArea),
        isDark: nativeTheme.shouldUseDarkColors,
        isPackaged: app.isPackaged,
      }),
    )
    window = opened
    if (state?.isMaximized === true) opened.maximize()
    followWindow(opened, order.place.set)
    order.follow(opened)
    opened.once('ready-to-show', () => opened.show())
    opened.on('close', order.onClose)
    opened.on('closed', () => (window = null))
    void opened.loadURL(APP_PAGE)
  }

  return {
    current: () => (window?.isDestroyed() === false ? window : null),
    show() {
      if (window === null) return open()
      if (window.isMinimized()) window.restore()
      window.focus()
    },
  }
}
