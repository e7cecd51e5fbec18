import type { CallOutput } from '../../contract/ipc.ts'
import type { SelfTestReport } from '../../contract/self-test.ts'
import type { Log, SecretStore, SettingsPort } from '../ports.ts'
import type { LinkSchemes } from '../shell/links/link-schemes.ts'
import type { ScreenCalls } from '../shell/screen/open-screen.ts'
import type { Services } from '../services.ts'
import type { Updates } from '../updates/updates.ts'

/** What only a desktop can do for the page; main/shell does it with Electron. */
export interface Host {
  info(): CallOutput<'app.info'>
  licenses(): Promise<CallOutput<'app.licenses'>>
  /** Absolute path, or null when the dialog was closed. */
  chooseFolder(): Promise<string | null>
  chooseCaFile(): Promise<string | null>
  /** Opens an address in the system's browser; anything but https is refused with ADDRESS_REFUSED. */
  openExternal(url: string): Promise<void>
  /** What may help whoever looks for a fault, redacted. */
  diagnostics(): Promise<string>
  /** Asks where to, and writes it there; false when the dialog was closed. */
  saveText(name: string, text: string): Promise<boolean>
  reveal(path: string): void
  /** Loads the page anew. */
  reload(): void
  open(path: string): Promise<void>
}

/** Takes what the page found in a self-test; AppError BAD_INPUT while none is running. */
export interface SelfTestCalls {
  report(report: SelfTestReport): void
}

/** What the handlers of every feature work with. */
export interface Backstage {
  services: Services
  settings: SettingsPort
  secrets: SecretStore
  host: Host
  links: LinkSchemes
  screen: ScreenCalls
  selfTest: SelfTestCalls
  /** Resolves when the services have picked up their state; never rejects. */
  whenStarted(): Promise<void>
  log: Log
  updates: Updates
}
