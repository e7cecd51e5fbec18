import { app, desktopCapturer, globalShortcut, screen, systemPreferences } from 'electron'
import type { ShortcutState } from '../../../contract/screen.ts'
import type { Send } from '../../ipc/registrar.ts'
import type { SettingsPort } from '../../ports.ts'
import type { MainWindow } from '../main-window.ts'
import { readDisplays } from './read-displays.ts'
import { createScreenReader, type ScreenReader } from './screen-reader.ts'
import { followShortcut } from './screen-shortcut.ts'
import { isWaylandDesktop } from './wayland.ts'

export interface ScreenCalls {
  read: ScreenReader['read']
  shortcut(): ShortcutState
}

/** Reading the screen, asked for on the page or by keys that work anywhere. */
export function openScreen(order: { settings: SettingsPort; window: MainWindow; tell: Send }): ScreenCalls {
  const { settings, window, tell } = order
  // A browser in Electron's place has its own keys.
  const isStandIn = process.versions.electron === undefined
  const ozonePlatform = app.commandLine.getSwitchValue('ozone-platform')
  const isWayland =
    !isStandIn && isWaylandDesktop({ platform: process.platform, env: process.env, ozonePlatform })
  const reader = createScreenReader({
    look: () =>
      readDisplays({
        desktopCapturer,
        displays: () => screen.getAllDisplays(),
        systemPreferences,
        platform: process.platform,
      }),
    window: window.current,
  })
  const shortcut = followShortcut({
    globalShortcut,
    settings,
    isWayland,
    onPress: () => {
      // First what is on the screen now, then our window before it.
      reader.take()
      window.show()
      tell('screen.asked', {})
    },
    onTaken: (keys) => tell('notice', { kind: 'shortcut-taken', subject: keys }),
  })
  return { read: reader.read, shortcut }
}
