import type { App } from 'electron'
import { createEmitter } from '../../contract/emitter.ts'
import { isAnyDiskAsked } from '../files/ask-disk.ts'
import type { Log } from '../interfaces.ts'
import { withLimit } from '../with-limit.ts'

/** A service that does not answer must not prevent quitting. */
const LONGEST_CLOSE_MS = 5000
/**
 * If the installer has not ended the app by then, it failed to start; the app must not run without its
 * services.
 */
const LONGEST_INSTALL_START_MS = 10_000

/** What the question is about: quitting, or quitting to install an update. */
export type QuitPurpose = 'quit' | 'install'

export interface Quit {
  /** Quitting is decided or in progress: no more questions. */
  isDecided(): boolean
  /** The system ends the session: quits without a question. */
  now(): void
  /** Quits; the user has been asked already. */
  withoutQuestion(): void
  /** Asks and closes like any quit, then calls `install` instead of `app.quit()`. */
  toInstall(install: () => void): void
  /** Called when the system ends the app. Returns an unsubscribe function. */
  onSystemEnd(listener: () => void): () => void
}

/**
 * Runs `close` before the app quits, so that everything is resumable, for any trigger. The user may be
 * asked before, one question at a time; after a cancel the next quit asks again.
 */
export function closeBeforeQuit(
  app: Pick<App, 'on' | 'quit'>,
  options: {
    mayQuit: (purpose: QuitPurpose) => Promise<boolean>
    close: () => Promise<void>
    log: Log
    /** Whether a disk has not answered: the process would wait for it, perhaps for ever. */
    isDiskSilent?: () => boolean
    /** Ends the process at once. */
    kill: () => void
  },
): Quit {
  const { mayQuit, close, log, kill, isDiskSilent = isAnyDiskAsked } = options
  let isStuck = false
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
    isStuck = closed.status === 'timed-out'
    hasClosed = true
    finish()
  }

  const quit = (): void => app.quit()
  const ask = async (purpose: QuitPurpose, finish: () => void): Promise<void> => {
    isAsking = true
    try {
      // A question that cannot be shown must not prevent quitting.
      const mayQuitNow = await mayQuit(purpose).catch(() => true)
      // The system may have ended the app meanwhile: a late "stay" does not undo that.
      isDecided ||= mayQuitNow
    } finally {
      isAsking = false
    }
    if (isDecided && !isClosing) await closeThen(finish)
  }

  // The last event: all windows are closed, and an installer has been started.
  app.on('quit', () => {
    if (isStuck || isDiskSilent()) kill()
  })
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
    withoutQuestion() {
      isDecided = true
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

/** Quits with the last window, except on macOS, where the dock reopens it. */
export function quitWithLastWindow(app: Pick<App, 'on' | 'quit'>, platform: NodeJS.Platform): void {
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') app.quit()
  })
}
