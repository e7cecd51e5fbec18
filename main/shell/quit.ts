import { setTimeout as delay } from 'node:timers/promises'
import type { App } from 'electron'
import type { Log } from '../ports.ts'

/** A service that does not answer must not keep the app from ending. */
const LONGEST_CLOSE_MS = 5000

/** Lets `close` leave everything resumable before the app ends, however it is told to end. */
export function closeBeforeQuit(app: Pick<App, 'on' | 'quit'>, close: () => Promise<void>, log: Log): void {
  let isClosing = false
  let hasClosed = false
  const closeThenQuit = async (): Promise<void> => {
    try {
      await Promise.race([close(), delay(LONGEST_CLOSE_MS)])
    } catch (error) {
      log.error('closing failed', { detail: String(error) })
    }
    hasClosed = true
    app.quit()
  }
  app.on('before-quit', (event) => {
    if (hasClosed) return
    event.preventDefault()
    if (!isClosing) void closeThenQuit()
    isClosing = true
  })
}

/** Without a window an app ends, but on macOS, where the dock brings it back. */
export function quitWithLastWindow(app: Pick<App, 'on' | 'quit'>, platform: NodeJS.Platform): void {
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') app.quit()
  })
}
