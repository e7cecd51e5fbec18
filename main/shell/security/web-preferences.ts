import type { WebPreferences } from 'electron'

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
    spellcheck: false,
    devTools: !options.isPackaged,
  }
}
