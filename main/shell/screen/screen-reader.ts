import { setTimeout as delay } from 'node:timers/promises'
import type { BrowserWindow } from 'electron'
import type { ScreenPicture } from '../../../contract/screen.ts'

/** Systems fade a window out; what it hid is to be seen by then. */
const FADE_MS = 300
/** What was taken and is not asked for by then is forgotten. */
const KEPT_MS = 30_000

type HidingWindow = Pick<BrowserWindow, 'hide' | 'show' | 'focus' | 'isVisible' | 'isMinimized'>

export interface ScreenReader {
  /** What the shortcut has just taken, once; else what the displays show now, without our window before it. */
  read(): Promise<ScreenPicture[]>
  /** Looks now, for the {@link read} that comes once the page is in front. */
  take(): void
}

export function createScreenReader(ports: {
  look: () => Promise<ScreenPicture[]>
  window: () => HidingWindow | null
}): ScreenReader {
  let taken: Promise<ScreenPicture[]> | null = null

  const lookPast = async (): Promise<ScreenPicture[]> => {
    const window = ports.window()
    if (window === null || !window.isVisible() || window.isMinimized()) return await ports.look()
    window.hide()
    try {
      await delay(FADE_MS)
      return await ports.look()
    } finally {
      window.show()
      window.focus()
    }
  }

  return {
    read: () => {
      const work = taken ?? lookPast()
      taken = null
      return work
    },
    take: () => {
      const work = ports.look()
      // Whoever asks for it hears of it.
      work.catch(() => undefined)
      taken = work
      setTimeout(() => {
        if (taken === work) taken = null
      }, KEPT_MS).unref()
    },
  }
}
