import type { CallOutput } from '../../contract/ipc.ts'
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

/** What the handlers of every feature work with. */
export interface Backstage {
  services: Services
  settings: SettingsPort
  secrets: SecretStore
  host: Host
  links: LinkSchemes
  screen: ScreenCalls
  log: Log
  updates: Updates
}
