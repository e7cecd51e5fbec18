import type { DesktopCapturer, GlobalShortcut, NativeImage, SystemPreferences } from 'electron'
import { lookAtScreen, shortcuts } from './window.ts'

let isForbidden = false

/** Only the browser knows what its system allows it: what it said at the last look. */
export const systemPreferences = {
  getMediaAccessStatus: () => (isForbidden ? 'denied' : 'granted'),
} satisfies Pick<SystemPreferences, 'getMediaAccessStatus'>

/** The browser asks its user which screen, window or tab to show; there is one picture of it, or none. */
export const desktopCapturer = {
  async getSources() {
    const { png, refusedBy } = await lookAtScreen()
    isForbidden = refusedBy === 'system'
    // eslint-disable-next-line prefer-promise-reject-errors -- a text, as Electron's own
    if (refusedBy !== null) return Promise.reject('Failed to get sources.')
    if (png === null) return []
    const bytes = Buffer.from(png, 'base64')
    const thumbnail = { isEmpty: () => false, toPNG: () => bytes } as unknown as NativeImage
    return [{ id: 'screen:0:0', name: 'Screen 1', display_id: '', appIcon: thumbnail, thumbnail }]
  },
} satisfies Pick<DesktopCapturer, 'getSources'>

/** Chromium shows its profiles with these and gives them to no page. */
const OF_THE_BROWSER = new Set(['CommandOrControl+Shift+M'])

/** Keys that are heard while the page has them: a browser gives no others away. */
export const globalShortcut = {
  register(keys, callback) {
    if (OF_THE_BROWSER.has(keys)) return false
    shortcuts.set(keys, callback)
    return true
  },
  unregister: (keys) => void shortcuts.delete(keys),
} satisfies Pick<GlobalShortcut, 'register' | 'unregister'>
