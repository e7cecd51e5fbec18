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
/**
 * The page's background in either theme (renderer/ui/tokens.css), which avoids a flash before it is drawn.
 */
export const BACKGROUND = { light: '#f4f6f6', dark: '#11171a' }

/** Window options, with the last position if it is still visible. */
export function windowOptions(options: {
  preload: string
  /** Path of a PNG; null where the executable has an icon. */
  icon: string | null
  state: WindowState | null
  /** Work areas of all displays. */
  displays: readonly Rectangle[]
  /** Work area of the primary display. */
  primary: Rectangle
  isDark: boolean
  isPackaged: boolean
}): BrowserWindowConstructorOptions {
  const { preload, icon, state, displays, primary, isDark, isPackaged } = options
  return {
    ...placeOn(displays, primary, state),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: 'Meetkeep',
    backgroundColor: isDark ? BACKGROUND.dark : BACKGROUND.light,
    show: false,
    ...(icon === null ? {} : { icon }),
    webPreferences: webPreferences({ preload, isPackaged }),
  }
}

/**
 * The last position, if its title bar is reachable there: a display may have been removed or changed since.
 * Otherwise a medium size centred on the primary display, which need not be the first of the list. Never
 * larger than its display.
 */
function placeOn(displays: readonly Rectangle[], primary: Rectangle, state: WindowState | null): Rectangle {
  const display = state === null ? undefined : displays.find((one) => isGrabbable(state, one))
  if (state === null || display === undefined) return centered(fitted(FIRST, primary), primary)
  const { width, height } = fitted(state, display)
  const within = (at: number, size: number, start: number, room: number, was: number): number =>
    size < was ? Math.min(Math.max(at, start), start + room - size) : at
  return {
    x: within(state.x, width, display.x, display.width, state.width),
    y: within(state.y, height, display.y, display.height, state.height),
    width,
    height,
  }
}

type Size = Pick<Rectangle, 'width' | 'height'>

function fitted(size: Size, display: Rectangle): Size {
  return { width: Math.min(size.width, display.width), height: Math.min(size.height, display.height) }
}

function centered({ width, height }: Size, display: Rectangle): Rectangle {
  return {
    x: display.x + Math.round((display.width - width) / 2),
    y: display.y + Math.round((display.height - height) / 2),
    width,
    height,
  }
}

/** Is enough of the title bar on this display? */
function isGrabbable(window: Rectangle, display: Rectangle): boolean {
  return (
    window.x + window.width > display.x + 100 &&
    window.x < display.x + display.width - 100 &&
    window.y >= display.y - 10 &&
    window.y < display.y + display.height - 50
  )
}

/** Saves the window's position, debounced after each change. */
export function watchWindowState(window: BrowserWindow, keep: (state: WindowState) => void): void {
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
