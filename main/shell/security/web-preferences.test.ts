import { expect, test } from 'vitest'
import { webPreferences } from './web-preferences.ts'

test('the page of a packaged app is fully isolated', () => {
  expect(webPreferences({ preload: '/p.cjs', isPackaged: true })).toEqual({
    preload: '/p.cjs',
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
    disableDialogs: true,
    disableBlinkFeatures: 'FileSystemAccessLocal,DocumentPictureInPictureAPI,EyeDropperAPI',
    spellcheck: false,
    devTools: false,
  })
})

test('only a development build has developer tools', () => {
  expect(webPreferences({ preload: '/p.cjs', isPackaged: false }).devTools).toBe(true)
})
