import { setTimeout as delay } from 'node:timers/promises'
import type { App } from 'electron'
import type { Log } from '../ports.ts'

/** A service that does not answer must not keep the app from ending. */
const LONGEST_CLOSE_MS = 5000

export interface Quit {
  /** The app is to end, or is ending: nobody is asked any more. */
  isDecided(): boolean
  /** The system ends us, or is about to: without a question. */
  now(): void
}

/**
 * Lets `close` leave everything resumable before the app ends, however it is told to end. Before that the user may
 * be asked, once at a time; whoever stays is asked again the next time.
 */
export function closeBeforeQuit(
  app: Pick<App, 'on' | 'quit'>,
  { mayQuit, close, log }: { mayQuit: () => Promise<boolean>; close: () => Promise<void>; log: Log },
): Quit {
  let isAsking = false
  let isDecided = false
  let isClosing = false
  let hasClosed = false

  const closeThenQuit = async (): Promise<void> => {
    isClosing = true
    try {
      await Promise.race([close(), delay(LONGEST_CLOSE_MS)])
    } catch (error) {
      log.error('closing failed', { detail: String(error) })
    }
    hasClosed = true
    app.quit()
  }

  const ask = async (): Promise<void> => {
    isAsking = true
    try {
      // A question that cannot be put keeps nobody here.
      isDecided ||= await mayQuit().catch(() => true)
    } finally {
      isAsking = false
    }
    if (isDecided && !isClosing) await closeThenQuit()
  }

  app.on('before-quit', (event) => {
    if (hasClosed) return
    event.preventDefault()
    if (isClosing) return
    if (isDecided) void closeThenQuit()
    else if (!isAsking) void ask()
  })
  return {
    isDecided: () => isDecided,
    now() {
      isDecided = true
      app.quit()
    },
  }
}

/** Without a window an app ends, but on macOS, where the dock brings it back. */
export function quitWithLastWindow(app: Pick<App, 'on' | 'quit'>, platform: NodeJS.Platform): void {
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') app.quit()
  })
}
