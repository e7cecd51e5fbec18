import type { CallOutput } from '../../contract/ipc.ts'
import type { LinkScheme, LinkSchemeState } from '../../contract/links.ts'
import type { ScreenPicture, ShortcutState } from '../../contract/screen.ts'
import type { SelfTestReport } from '../../contract/self-test.ts'
import type { Log, SecretStore, SettingsAccess } from '../ports.ts'
import type { Services } from '../services.ts'
import type { Updates } from '../updates/updates.ts'

/** What only a desktop can do for the page; main/shell does it with Electron. */
export interface DesktopApi {
  info(): CallOutput<'app.info'>
  licenses(): Promise<CallOutput<'app.licenses'>>
  /** Absolute path, or null when the dialog was closed. */
  chooseFolder(): Promise<string | null>
  chooseCaFile(): Promise<string | null>
  /** Opens an address in the system's browser; anything but https is refused with ADDRESS_REFUSED. */
  openExternal(url: string): Promise<void>
  /** What helps to find a fault, redacted. */
  diagnostics(): Promise<string>
  /** Asks where to, and writes it there; false when the dialog was closed. */
  saveText(name: string, text: string): Promise<boolean>
  reveal(path: string): void
  /** Loads the page again. */
  reload(): void
  open(path: string): Promise<void>
}

/** Which links of the system this app opens; main/shell/links does it. */
export interface LinkSchemes {
  list(): LinkSchemeState[]
  /** Asks the system to hand such links to this app, or no longer. It may refuse: the state says what it does. */
  set(scheme: LinkScheme, isOn: boolean): LinkSchemeState[]
}

/** Reading the screen; main/shell/screen does it. */
export interface ScreenCalls {
  /** What the keys have just taken, once; else what the displays show now, without our window before it. */
  read(): Promise<ScreenPicture[]>
  shortcut(): ShortcutState
  /** Opens the page of the system's settings that lets apps see the screen; NOT_FOUND where the system has none. */
  openSettings(): Promise<void>
}

/** Takes what the page found in a self-test; AppError BAD_INPUT while none is running. */
export interface SelfTestCalls {
  report(report: SelfTestReport): void
}

/** What the handlers of every feature work with. */
export interface HandlerContext {
  services: Services
  settings: SettingsAccess
  secrets: SecretStore
  host: DesktopApi
  links: LinkSchemes
  screen: ScreenCalls
  selfTest: SelfTestCalls
  /** Resolves when the services have picked up their state; never rejects. */
  whenStarted(): Promise<void>
  log: Log
  updates: Updates
}
