import type { ElectronApplication, Page } from 'playwright-core'

/**
 * An open app, on either driver: the stand-in with Chromium, or the real Electron under `npm run
 * test:electron` (MEETKEEP_DRIVER).
 */
export interface OpenApp {
  page: Page
  /** The state folder: pass it to the next openApp for a restart. */
  home: string
  driver: 'electron' | 'stand-in'
  /** Its main process; null in the stand-in. */
  electron: ElectronApplication | null
  /** The address of the app's own demo service, once it has been started. */
  demoUrl: string
  /** The page's errors so far: on its console (including content policy violations), and exceptions. */
  problems: string[]
  /** Answers the next dialog for a folder or file; call it before the click that opens the dialog. */
  answerDialog(path: string): Promise<void>
  /**
   * Answers the next message box of main; call it before the action that opens the box. The first button
   * accepts. `answered` resolves when the box was answered.
   */
  answerQuestion(answer: 'accept' | 'cancel'): Promise<{ answered: Promise<void> }>
  /**
   * Starts a second instance on the same state, as the system does for a link. Resolves when that instance
   * has exited.
   */
  startAgain(...args: string[]): Promise<void>
  /** The result of the next screen captures: a PNG, or null if the user or the system shares nothing. */
  showOnScreen(png: Buffer | null): Promise<void>
  /** The next screen captures are denied: by the system, or by the user who closes the desktop's question. */
  refuseScreen(by: 'system' | 'user'): Promise<void>
  /**
   * What the desktop shows outside the window: its close button, and the tray icon with its menu. Only in the stand-in,
   * which has them on a page of their own.
   */
  desktop(): Promise<Page>
  /** Addresses that the app has opened in the system since {@link refuseScreen}. */
  opened(): Promise<string[]>
  /** The paths that main last let the system drag out of the window. */
  dragged(): Promise<string[]>
  /** Quits the app in order. Removes the state folder, unless the caller provided it. */
  close(): Promise<void>
  /** Quits as the user does, who may be asked first; resolves once quitting was requested. */
  quit(): Promise<void>
  /** Resolves when the app's process has exited. */
  ended(): Promise<void>
  /** Sends SIGKILL to the app's process: nothing more is written. */
  kill(): Promise<void>
}

/** The result of a driver; openApp adds the rest. */
export type Opened = Omit<OpenApp, 'home' | 'demoUrl' | 'startAgain'>
