import type { DesktopCapturer, GlobalShortcut, NativeImage, SystemPreferences } from 'electron'
import { captureScreen, shortcuts } from './window.ts'

let isForbidden = false

/** Only the browser knows the system's permissions: the result of the last capture. */
export const systemPreferences = {
  getMediaAccessStatus: () => (isForbidden ? 'denied' : 'granted'),
} satisfies Pick<SystemPreferences, 'getMediaAccessStatus'>

/** The browser asks its user which screen, window or tab to share; returns one picture of it, or none. */
export const desktopCapturer = {
  async getSources() {
    const { png, refusedBy } = await captureScreen()
    isForbidden = refusedBy === 'system'
    // eslint-disable-next-line prefer-promise-reject-errors -- a text, as Electron's own
    if (refusedBy !== null) return Promise.reject('Failed to get sources.')
    if (png === null) return []
    const bytes = Buffer.from(png, 'base64')
    const thumbnail = { isEmpty: () => false, toPNG: () => bytes } as unknown as NativeImage
    return [{ id: 'screen:0:0', name: 'Screen 1', display_id: '', appIcon: thumbnail, thumbnail }]
  },
} satisfies Pick<DesktopCapturer, 'getSources'>

/** Chromium opens its profile menu with these and does not pass them to pages. */
const OF_THE_BROWSER = new Set(['CommandOrControl+Shift+M'])

/** Shortcuts that work while the page has the focus: a browser passes on no others. */
export const globalShortcut = {
  register(keys, callback) {
    if (OF_THE_BROWSER.has(keys)) return false
    shortcuts.set(keys, callback)
    return true
  },
  unregister: (keys) => void shortcuts.delete(keys),
} satisfies Pick<GlobalShortcut, 'register' | 'unregister'>
