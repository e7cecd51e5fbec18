import type { BrowserWindow, InputEvent } from 'electron'
import type { MainWindow } from './main-window.ts'

/** Longest time between a click or key and the call it causes: a page answers in far less. */
const RECENT_MS = 5000

/** Movements are not a decision: a pointer that only crosses the window starts nothing. */
const DECISIVE: ReadonlySet<InputEvent['type']> = new Set([
  'mouseDown',
  'mouseUp',
  'rawKeyDown',
  'keyDown',
  'touchStart',
  'touchEnd',
  'gestureTap',
  'pointerDown',
  'pointerUp',
])

/** When the user last pressed a key or a button in our window, as the browser process saw it. */
export interface RecentInput {
  /** Counts an input outside the page: a native menu. */
  note(): void
  isRecent(): boolean
  /** By `performance.now()`; -Infinity before the first. */
  lastAt(): number
  /**
   * Is a mouse button held down in the page? true once for each press: a drag that starts takes the pointer
   * over, and the page is not told of the release.
   */
  takePress(): boolean
}

/**
 * Watches the input of each window. The events come from Chromium's browser process, so a page cannot forge
 * them: `dispatchEvent` creates none.
 */
export function watchInput(
  window: Pick<MainWindow, 'onOpened'>,
  now: () => number = () => performance.now(),
): RecentInput {
  let lastAt = -Infinity
  let isPressed = false
  const note = (): void => void (lastAt = now())
  window.onOpened(({ webContents }: BrowserWindow) => {
    webContents.on('input-event', (_event, { type }) => {
      if (DECISIVE.has(type)) note()
      if (type === 'mouseDown' || type === 'mouseUp') isPressed = type === 'mouseDown'
    })
  })
  const takePress = (): boolean => {
    const wasPressed = isPressed
    isPressed = false
    return wasPressed
  }
  return { note, isRecent: () => now() - lastAt < RECENT_MS, lastAt: () => lastAt, takePress }
}
