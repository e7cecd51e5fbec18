import type { LoginItem } from '../../contract/background.ts'
import type { CallOutput } from '../../contract/ipc.ts'
import type { LinkScheme, LinkSchemeState } from '../../contract/links.ts'
import type { ScreenPicture, ShortcutState } from '../../contract/screen.ts'
import type { SelfTestReport } from '../../contract/self-test.ts'
import type { Language } from '../../i18n/languages.ts'
import type { Log, SecretStore, SettingsAccess } from '../interfaces.ts'
import type { Services } from '../services.ts'
import type { Updates } from '../updates/updates.ts'

/** Desktop functions for the page, implemented with Electron in main/shell. */
export interface DesktopApi {
  info(): CallOutput<'app.info'>
  licenses(): Promise<CallOutput<'app.licenses'>>
  /** Absolute path, or null when the dialog was cancelled. */
  chooseFolder(): Promise<string | null>
  chooseCaFile(): Promise<string | null>
  /** A folder of saved files; the same, or where the system's dialog can choose both, a file. */
  chooseSavedFolder(): Promise<string | null>
  chooseMovedFiles(count: number): Promise<string | null>
  /** Opens an address in the system's browser; anything but https is rejected with ADDRESS_REFUSED. */
  openExternal(url: string): Promise<void>
  /** Redacted diagnostics. */
  diagnostics(): Promise<string>
  /** The language that is shown. */
  language(): Language
  /** Asks for a path to save a file at; null when the dialog was cancelled. */
  choosePath(name: string): Promise<string | null>
  /** Asks for a path and writes the text there; false when the dialog was cancelled. */
  saveText(name: string, text: string): Promise<boolean>
  reveal(path: string): void
  /** Starts to drag these files out of the window. */
  drag(paths: string[]): void
  /** Reloads the page. */
  reload(): void
  open(path: string): Promise<void>
}

/** Registration of link schemes; implemented in main/shell/links. */
export interface LinkSchemes {
  list(): LinkSchemeState[]
  /**
   * Registers or unregisters this app for a scheme. The system may refuse: the returned state is the actual
   * one.
   */
  set(scheme: LinkScheme, isOn: boolean): LinkSchemeState[]
}

/** Starting at login; implemented in main/shell/background. The state is always read from the system. */
export interface LoginItems {
  get(): Promise<LoginItem>
  /** Returns the state that it then has. Rejects with file system errors, on Linux. */
  set(isOn: boolean): Promise<LoginItem>
}

/** Reading the screen; implemented in main/shell/screen. */
export interface ScreenCalls {
  /** The pictures taken by the shortcut, once; otherwise takes new ones without our window. */
  read(): Promise<ScreenPicture[]>
  shortcut(): ShortcutState
  /** Opens the system's screen recording settings; NOT_FOUND where the system has none. */
  openSettings(): Promise<void>
}

/** What only the user may decide: the page can request it, but never decide it. */
export type ConsentQuestion =
  /** `trusted`: the fingerprint trusted for this host until now; null for none. */
  | { kind: 'certificate'; host: string; fingerprint: string; trusted: string | null }
  /** Origins, and the address of a proxy, as main contacts them. */
  | { kind: 'proxy' | 'site' | 'meetings'; address: string }
  /** Another account at a known site; `name` is '' when it has none. */
  | { kind: 'account'; address: string; name: string }
  /**
   * Saved files of a meeting, or of several; `name` is the topic of the first. `onlyCopies`: how many of the recordings
   * are no longer in the cloud.
   */
  | { kind: 'remove'; name: string; files: number; bytes: number; onlyCopies: number }
  | { kind: 'screen' }

/**
 * Asks the user in a native box of main; false: cancelled, or another question is still open. Implemented in
 * main/shell/consent.ts.
 */
export type AskConsent = (question: ConsentQuestion) => Promise<boolean>

/** Receives the page's self-test report; AppError BAD_INPUT while none is running. */
export interface SelfTestCalls {
  report(report: SelfTestReport): void
}

/** Dependencies of the IPC handlers. */
export interface HandlerContext {
  services: Services
  settings: SettingsAccess
  secrets: SecretStore
  host: DesktopApi
  links: LinkSchemes
  screen: ScreenCalls
  loginItems: LoginItems
  askConsent: AskConsent
  selfTest: SelfTestCalls
  /** Resolves when the services have restored their state; never rejects. */
  whenStarted(): Promise<void>
  log: Log
  updates: Updates
}
