import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron'
import { z } from 'zod'
import { webPreferences } from './security/web-preferences.ts'

export const windowStateSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(200).max(20_000),
  height: z.number().int().min(200).max(20_000),
  isMaximized: z.boolean(),
})
export type WindowState = z.infer<typeof windowStateSchema>

const SMALLEST = { width: 900, height: 600 }
const FIRST = { width: 1280, height: 800 }
/** The page's own background in either theme, so that nothing flashes before it is drawn. */
const BACKGROUND = { light: '#ffffff', dark: '#16181d' }

/** How the window is made: where it was when it was last closed, unless that is no place any more. */
export function windowOptions(order: {
  preload: string
  state: WindowState | null
  displays: readonly Rectangle[]
  isDark: boolean
  isPackaged: boolean
}): BrowserWindowConstructorOptions {
  const { preload, state, displays, isDark, isPackaged } = order
  const { isMaximized: _, ...bounds } = state ?? { isMaximized: false, ...FIRST }
  return {
    ...(state !== null && isVisible(state, displays) ? bounds : FIRST),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: 'Meetkeep',
    backgroundColor: isDark ? BACKGROUND.dark : BACKGROUND.light,
    show: false,
    webPreferences: webPreferences({ preload, isPackaged }),
  }
}

/** Would enough of the title bar be on some display? A display may have gone since the window was last open. */
function isVisible(window: Rectangle, displays: readonly Rectangle[]): boolean {
  return displays.some(
    (display) =>
      window.x + window.width > display.x + 100 &&
      window.x < display.x + display.width - 100 &&
      window.y >= display.y - 10 &&
      window.y < display.y + display.height - 50,
  )
}

/** Tells the window's place whenever it has come to rest. */
export function followWindow(window: BrowserWindow, keep: (state: WindowState) => void): void {
  let timer: NodeJS.Timeout | undefined
  const read = (): void => {
    if (!window.isDestroyed()) keep({ ...window.getNormalBounds(), isMaximized: window.isMaximized() })
  }
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(read, 500)
  }
  window.on('resize', soon)
  window.on('move', soon)
  window.on('close', () => {
    clearTimeout(timer)
    read()
  })
}
