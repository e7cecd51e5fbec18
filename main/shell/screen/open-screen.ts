import { app, desktopCapturer, globalShortcut, screen, shell, systemPreferences } from 'electron'
import type { AskConsent, ScreenCalls } from '../../ipc/handler-context.ts'
import type { Send } from '../../ipc/registrar.ts'
import type { SettingsAccess } from '../../interfaces.ts'
import type { MainWindow } from '../main-window.ts'
import type { RecentInput } from '../recent-input.ts'
import { openSettingsPage } from '../security/external.ts'
import { readDisplays } from './read-displays.ts'
import { readWithConsent } from './read-with-consent.ts'
import { createScreenReader } from './screen-reader.ts'
import { watchShortcut } from './screen-shortcut.ts'
import { isOnWayland } from './wayland.ts'

/**
 * A capture takes seconds: Electron gives up on a picture after three, and there may be a capture for each
 * size.
 */
const CAPTURE_MS = 20_000
/** A user who has to choose a display needs time. */
const QUESTION_MS = 60_000

/** Reads the screen, on request of the page or by global shortcut. */
export function openScreen(options: {
  settings: SettingsAccess
  window: MainWindow
  tell: Send
  input: Pick<RecentInput, 'isRecent'>
  askConsent: AskConsent
  /** Throws when the page has had too much opened (limit-openings.ts). */
  checkOpening: () => void
}): ScreenCalls & {
  /** Reads the screen and shows the page with the codes, as the shortcut does. */
  readNow(): void
} {
  const { settings, window, tell, input, askConsent, checkOpening } = options
  // The stand-in's browser has its own shortcuts, and its own prompt.
  const isStandIn = process.versions.electron === undefined
  const isWayland = !isStandIn && isOnWayland(app)
  const asksUser = isWayland || isStandIn
  const access = { wasDenied: false }
  const reader = createScreenReader({
    capture: () =>
      readDisplays({
        desktopCapturer,
        displays: () => screen.getAllDisplays(),
        systemPreferences,
        platform: process.platform,
        asksUser,
        access,
      }),
    limitMs: asksUser ? QUESTION_MS : CAPTURE_MS,
    window: window.current,
    displays: () => screen.getAllDisplays().length,
    platform: process.platform,
    isWayland,
  })
  const readNow = (): void => {
    // First captures the screen, then shows our window over it.
    void reader.take()?.then(() => {
      window.show()
      tell('screen.asked', {})
    })
  }
  const shortcut = watchShortcut({
    globalShortcut,
    settings,
    isWayland,
    onPress: readNow,
    onTaken: (keys) => tell('notice', { kind: 'shortcut-taken', subject: keys }),
  })
  return {
    read: readWithConsent({ reader, input, askConsent }),
    shortcut,
    readNow,
    async openSettings() {
      checkOpening()
      await openSettingsPage(shell, 'screen-recording', process.platform)
    },
  }
}
