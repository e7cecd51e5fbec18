import type { Language } from '../i18n/languages.ts'
import type { ProxyRoute } from './network/proxy.ts'
import type { Log, SecretStore, SettingsAccess, TransferLimits } from './ports.ts'

/** What the services need from whoever runs them: the window (main/shell) or the terminal (cli). */
export interface ServiceDeps {
  /** Folder for state: queue, library, history. Made when missing. */
  home: string
  settings: SettingsAccess
  secrets: SecretStore
  log: Log
  /** Language the services are asked to answer in. */
  language: () => Language
  /** The built worker that moves bytes (main/transfer-worker.ts), as a file: URL. */
  transferWorker: URL
  limits: () => TransferLimits
  /** Does the queue outlive the process? The window's does; a terminal command ends with its own. */
  keepsQueue: boolean
  /**
   * How the system reaches a server, by its origin alone (scheme, host and port), in the order in which to try.
   * Absent: directly. [Note: secrets] What it gives may hold a proxy's password.
   */
  systemRoutes?: (origin: string) => Promise<ProxyRoute[]>
  /** Absent where there is no demo to be had. */
  startDemo?: () => Promise<DemoAddress>
}

/** Where a started demo service answers and what signs in to it. */
export interface DemoAddress {
  url: string
  appId: string
  appKey: string
  userId: string
  meetingsUrl: string
  close(): Promise<void>
}
