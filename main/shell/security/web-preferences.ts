import type { WebPreferences } from 'electron'

/**
 * Interfaces of Chromium that open something native for a script, without a permission: pickers of files and folders,
 * a window above all others, and a dropper that reads a pixel of the screen (Electron has one, too).
 */
export const DISABLED_FEATURES = 'FileSystemAccessLocal,DocumentPictureInPictureAPI,EyeDropperAPI'

/** Enables every isolation between page and system (Electron's security list, 2 to 8). */
export function webPreferences(options: { preload: string; isPackaged: boolean }): WebPreferences {
  return {
    preload: options.preload,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    sandbox: true,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    // alert() would show a native box with any text of the page: it could pass for a question of main.
    disableDialogs: true,
    disableBlinkFeatures: DISABLED_FEATURES,
    spellcheck: false,
    devTools: !options.isPackaged,
  }
}
