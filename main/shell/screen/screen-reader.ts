import type { BrowserWindow } from 'electron'
import { AppError } from '../../../contract/errors.ts'
import type { ScreenPicture } from '../../../contract/screen.ts'
import { withinLimit } from '../../with-limit.ts'
import { asideFor, wayBack, type WayBack, type WindowBefore } from './window-aside.ts'

/** Systems fade a window out; what it hid is to be seen by then. */
const FADE_MS = 300
/** What was taken and is not asked for by then is forgotten. */
const KEPT_MS = 30_000

type HidingWindow = Pick<
  BrowserWindow,
  | 'hide'
  | 'show'
  | 'showInactive'
  | 'focus'
  | 'maximize'
  | 'setFullScreen'
  | 'isVisible'
  | 'isMinimized'
  | 'isFocused'
  | 'isMaximized'
  | 'isFullScreen'
  | 'isDestroyed'
>

export interface ScreenReader {
  /** What the shortcut has just taken, once; else what the displays show now, without our window before it. */
  read(): Promise<ScreenPicture[]>
  /**
   * Looks now, for the {@link read} that comes once the page is in front. Resolves when the look has ended; null where
   * one is under way, because keys that are held down repeat.
   */
  take(): Promise<void> | null
}

export function createScreenReader(ports: {
  look: () => Promise<ScreenPicture[]>
  /** A look that has not ended by then fails with SCREEN_UNAVAILABLE. */
  limitMs: number
  window: () => HidingWindow | null
  displays: () => number
  platform: NodeJS.Platform
  isWayland: boolean
}): ScreenReader {
  let taken: Promise<ScreenPicture[]> | null = null
  let isTaking = false

  const look = (): Promise<ScreenPicture[]> =>
    // A portal may never answer (electron#42143).
    withinLimit(ports.look(), ports.limitMs, () => {
      return new AppError('SCREEN_UNAVAILABLE', { params: { reason: 'time' } })
    })

  const lookPast = async (): Promise<ScreenPicture[]> => {
    const window = ports.window()
    if (window === null) return await look()
    const before = stateOf(window)
    const aside = asideFor(before, { platform: ports.platform, displays: ports.displays() })
    if (aside === 'alone') throw new AppError('SCREEN_UNAVAILABLE', { params: { reason: 'full-screen' } })
    if (aside === 'stay') return await look()
    window.hide()
    try {
      await new Promise((resolve) => setTimeout(resolve, FADE_MS))
      return await look()
    } finally {
      // Closed meanwhile, or brought back by a second start of the app.
      if (!window.isDestroyed() && !window.isVisible())
        for (const step of wayBack(before, ports.isWayland)) STEPS[step](window)
    }
  }

  return {
    read: () => {
      const work = taken ?? lookPast()
      taken = null
      return work
    },
    take: () => {
      if (isTaking) return null
      isTaking = true
      const work = look()
      taken = work
      const forget = (): void => {
        isTaking = false
        setTimeout(() => {
          if (taken === work) taken = null
        }, KEPT_MS).unref()
      }
      // Who asks for it hears of a failure.
      return work.then(forget, forget)
    },
  }
}

const STEPS: Record<WayBack, (window: HidingWindow) => void> = {
  show: (window) => window.show(),
  showInactive: (window) => window.showInactive(),
  focus: (window) => window.focus(),
  maximize: (window) => {
    if (!window.isMaximized()) window.maximize()
  },
  fillScreen: (window) => {
    if (!window.isFullScreen()) window.setFullScreen(true)
  },
}

function stateOf(window: HidingWindow): WindowBefore {
  return {
    isVisible: window.isVisible(),
    isMinimized: window.isMinimized(),
    isFocused: window.isFocused(),
    isMaximized: window.isMaximized(),
    isFullScreen: window.isFullScreen(),
  }
}
