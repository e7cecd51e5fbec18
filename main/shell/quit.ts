import type { App } from 'electron'
import { createEmitter } from '../../contract/emitter.ts'
import type { Log } from '../ports.ts'
import { withLimit } from '../with-limit.ts'

/** A service that does not answer must not keep the app from ending. */
const LONGEST_CLOSE_MS = 5000
/** An installer that has not ended the app by then does not start; the app must not stay without its services. */
const LONGEST_INSTALL_START_MS = 10_000

/** What the user is asked about: that the app ends, or that it ends to install a newer version. */
export type QuitPurpose = 'quit' | 'install'

export interface Quit {
  /** The app is to end, or is ending: no question any more. */
  isDecided(): boolean
  /** The system ends us, or is about to: without a question. */
  now(): void
  /** Asks and closes as for any end, then lets `install` end the app in place of `app.quit()`. */
  toInstall(install: () => void): void
  /** Called when the system ends the app. Returns an unsubscribe function. */
  onSystemEnd(listener: () => void): () => void
}

/**
 * Lets `close` leave everything resumable before the app ends, however it is told to end. Before that the user may
 * be asked, once at a time; whoever stays is asked again the next time.
 */
export function closeBeforeQuit(
  app: Pick<App, 'on' | 'quit'>,
  options: { mayQuit: (purpose: QuitPurpose) => Promise<boolean>; close: () => Promise<void>; log: Log },
): Quit {
  const { mayQuit, close, log } = options
  const systemEnd = createEmitter()
  let isAsking = false
  let isDecided = false
  let isClosing = false
  let hasClosed = false

  const closeThen = async (finish: () => void): Promise<void> => {
    isClosing = true
    const closed = await withLimit(close(), LONGEST_CLOSE_MS)
    if (closed.status !== 'done')
      log.error('closing failed', {
        detail: closed.status === 'failed' ? String(closed.error) : closed.status,
      })
    hasClosed = true
    finish()
  }

  const quit = (): void => app.quit()
  const ask = async (purpose: QuitPurpose, finish: () => void): Promise<void> => {
    isAsking = true
    try {
      // A question that cannot be put keeps nobody here.
      isDecided ||= await mayQuit(purpose).catch(() => true)
    } finally {
      isAsking = false
    }
    if (isDecided && !isClosing) await closeThen(finish)
  }

  app.on('before-quit', (event) => {
    if (hasClosed) return
    event.preventDefault()
    if (isClosing) return
    if (isDecided) void closeThen(quit)
    else if (!isAsking) void ask('quit', quit)
  })
  return {
    isDecided: () => isDecided,
    now() {
      isDecided = true
      systemEnd.emit()
      app.quit()
    },
    toInstall(install) {
      if (isClosing || isAsking) return
      void ask('install', () => {
        try {
          install()
        } catch (error) {
          log.error('the update could not be started', { detail: String(error) })
          return quit()
        }
        setTimeout(quit, LONGEST_INSTALL_START_MS)
      })
    },
    onSystemEnd: systemEnd.on,
  }
}

/** Without a window an app ends, but on macOS, where the dock brings it back. */
export function quitWithLastWindow(app: Pick<App, 'on' | 'quit'>, platform: NodeJS.Platform): void {
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') app.quit()
  })
}
