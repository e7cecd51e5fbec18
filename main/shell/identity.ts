import type { App } from 'electron'

/** As in electron-builder.yml: `appId`. */
export const APP_ID = 'com.meetkeep.app'

/**
 * Says to Windows which app this is, before any window or notification. Electron would make up an ID of its own: the
 * first notification would rewrite the installer's shortcut, and a pinned icon would stand twice in the taskbar
 * (Electron: "Notifications", Windows). Only packaged: an unpackaged start has no shortcut with this ID.
 */
export function claimIdentity(
  app: Pick<App, 'isPackaged' | 'setAppUserModelId'>,
  platform: NodeJS.Platform,
): void {
  if (platform === 'win32' && app.isPackaged) app.setAppUserModelId(APP_ID)
}
