import type { App } from 'electron'

/** Same as `appId` in electron-builder.yml. */
export const APP_ID = 'com.meetkeep.app'

/** Generated once for Meetkeep; Windows uses it to find the program when a notification is clicked. */
const TOAST_ACTIVATOR = '9605896C-FDBE-4A89-866F-3A0A4A5CF2C3'

/**
 * Sets the app's identity on Windows, before any window or notification. Electron would generate its own ID:
 * the first notification would rewrite the installer's shortcut, and a pinned icon would appear twice in the
 * taskbar (Electron: "Notifications", Windows). The activator is a registry key, and a new one is added at
 * each start unless it is constant (Electron: application_info_win.cc). Only when packaged: an unpackaged
 * start has no shortcut with this ID.
 */
export function claimIdentity(
  app: Pick<App, 'isPackaged' | 'setAppUserModelId' | 'setToastActivatorCLSID'>,
  platform: NodeJS.Platform,
): void {
  if (platform !== 'win32' || !app.isPackaged) return
  app.setAppUserModelId(APP_ID)
  app.setToastActivatorCLSID(TOAST_ACTIVATOR)
}
