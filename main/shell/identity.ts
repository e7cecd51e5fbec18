import type { App } from 'electron'

/** As in electron-builder.yml: `appId`. */
export const APP_ID = 'com.meetkeep.app'

/** Made once for Meetkeep; Windows finds the program by it when a notification is pressed. */
const TOAST_ACTIVATOR = '9605896C-FDBE-4A89-866F-3A0A4A5CF2C3'

/**
 * Says to Windows which app this is, before any window or notification. Electron would make up an ID of its own: the
 * first notification would rewrite the installer's shortcut, and a pinned icon would stand twice in the taskbar
 * (Electron: "Notifications", Windows). The activator is a key of the registry, one more with each start unless it is
 * always the same (Electron: application_info_win.cc). Only packaged: an unpackaged start has no shortcut with this ID.
 */
export function claimIdentity(
  app: Pick<App, 'isPackaged' | 'setAppUserModelId' | 'setToastActivatorCLSID'>,
  platform: NodeJS.Platform,
): void {
  if (platform !== 'win32' || !app.isPackaged) return
  app.setAppUserModelId(APP_ID)
  app.setToastActivatorCLSID(TOAST_ACTIVATOR)
}
