import type { BrowserWindow } from 'electron'
import { AppError } from '../../../contract/errors.ts'
import type { ScreenPicture } from '../../../contract/screen.ts'
import { withinLimit } from '../../with-limit.ts'
import { hidingFor, restoreSteps, type RestoreStep, type WindowBefore } from './hide-window.ts'

/** Systems fade a window out; the screen behind it is visible by then. */
const FADE_MS = 300
/** An unread capture is discarded after this. */
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
  /** Are there pictures taken by the shortcut that were not read yet? */
  hasTaken(): boolean
  /** The pictures taken by the shortcut, once; otherwise takes new ones without our window. */
  read(): Promise<ScreenPicture[]>
  /**
   * Captures now, for the {@link read} that follows once the page is in front. Resolves when the capture has
   * ended; null while one is running, because held keys repeat.
   */
  take(): Promise<void> | null
}

export function createScreenReader(deps: {
  capture: () => Promise<ScreenPicture[]>
  /** Timeout of a capture, which then fails with SCREEN_UNAVAILABLE. */
  limitMs: number
  window: () => HidingWindow | null
  displays: () => number
  platform: NodeJS.Platform
  isWayland: boolean
}): ScreenReader {
  let taken: Promise<ScreenPicture[]> | null = null
  let isTaking = false

  const capture = (): Promise<ScreenPicture[]> =>
    // A portal may never answer (electron#42143).
    withinLimit(deps.capture(), deps.limitMs, () => {
      return new AppError('SCREEN_UNAVAILABLE', { params: { reason: 'time' } })
    })

  const lookPast = async (): Promise<ScreenPicture[]> => {
    const window = deps.window()
    if (window === null) return await capture()
    const before = stateOf(window)
    const aside = hidingFor(before, { platform: deps.platform, displays: deps.displays() })
    if (aside === 'alone') throw new AppError('SCREEN_UNAVAILABLE', { params: { reason: 'full-screen' } })
    if (aside === 'stay') return await capture()
    window.hide()
    try {
      await new Promise((resolve) => setTimeout(resolve, FADE_MS))
      return await capture()
    } finally {
      // Closed meanwhile, or shown again by a second instance of the app.
      if (!window.isDestroyed() && !window.isVisible())
        for (const step of restoreSteps(before, deps.isWayland)) STEPS[step](window)
    }
  }

  return {
    hasTaken: () => taken !== null,
    read: () => {
      const work = taken ?? lookPast()
      taken = null
      return work
    },
    take: () => {
      if (isTaking) return null
      isTaking = true
      const work = capture()
      taken = work
      const forget = (): void => {
        isTaking = false
        setTimeout(() => {
          if (taken === work) taken = null
        }, KEPT_MS).unref()
      }
      // The caller of read handles a failure.
      return work.then(forget, forget)
    },
  }
}

const STEPS: Record<RestoreStep, (window: HidingWindow) => void> = {
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
