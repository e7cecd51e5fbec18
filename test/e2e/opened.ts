import type { ElectronApplication, Page } from 'playwright-core'

/**
 * An open app, whatever runs it: the stand-in and Chromium, or the real Electron where `npm run test:electron` says so
 * (MEETKEEP_DRIVER).
 */
export interface OpenApp {
  page: Page
  /** The state folder: pass it to the next openApp for a restart. */
  home: string
  driver: 'electron' | 'stand-in'
  /** Its main process; null in the stand-in. */
  electron: ElectronApplication | null
  /** Where the app's own demo service answers, once it has been started. */
  demoUrl: string
  /** What the page complained of so far: errors on its console (a broken content policy is one), exceptions. */
  problems: string[]
  /** Answers the next dialog for a folder or file; say it before the click that opens the dialog. */
  answerDialog(path: string): Promise<void>
  /** Starts the app once more on the same state, as the system does for a link. Resolves when that start has ended. */
  startAgain(...args: string[]): Promise<void>
  /** What the next looks at the screen see: a PNG, or null for a user or a system that shows nothing. */
  showOnScreen(png: Buffer | null): Promise<void>
  /** The next looks at the screen are refused: the system forbids them, or the user closes the desktop's question. */
  refuseScreen(by: 'system' | 'user'): Promise<void>
  /** Addresses that the app has handed to the system since {@link refuseScreen}. */
  opened(): Promise<string[]>
  /** Ends the app in its own order. The state folder goes too, unless the caller named it. */
  close(): Promise<void>
  /** As the user does, who may be asked something first; resolves once it was asked for. */
  quit(): Promise<void>
  /** Resolves when the app's process has ended. */
  ended(): Promise<void>
  /** SIGKILL to the app's process: nothing gets to be written any more. */
  kill(): Promise<void>
}

/** What an app is opened with, by whichever driver; the rest is added by openApp. */
export type Opened = Omit<OpenApp, 'home' | 'demoUrl' | 'startAgain'>
