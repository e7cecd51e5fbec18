import type { Language } from '../i18n/languages.ts'
import type { ProxyRoute } from './network/proxy.ts'
import type { WantedCertificate } from './network/trusted-certificates.ts'
import type { TransferThread } from './transfer/worker-host.ts'
import type { Log, SecretStore, SettingsAccess, TransferLimits } from './interfaces.ts'

/** Dependencies of the services, provided by the window (main/shell) or the terminal (cli). */
export interface ServiceDeps {
  /** State folder: queue, library, history. Created when missing. */
  home: string
  settings: SettingsAccess
  secrets: SecretStore
  log: Log
  /** Language requested from the services. */
  language: () => Language
  /** The thread for the transfers. */
  transfers: TransferThread
  limits: () => TransferLimits
  /**
   * False for a command that needs no queue, library and history: then `home` is neither read nor created. Default:
   * true.
   */
  usesState?: boolean
  /** Is the queue persisted? True in the window; a terminal command's queue ends with the process. */
  keepsQueue: boolean
  /**
   * The system's proxy routes to a server, by its origin alone (scheme, host and port), in the order to try.
   * Absent: direct. [Note: secrets] The result may contain a proxy's password.
   */
  systemRoutes?: (origin: string) => Promise<ProxyRoute[]>
  /** Certificates to trust by fingerprint, before a connection has shown them. */
  wantedCertificates?: readonly WantedCertificate[]
  /** Seconds since the last input of the user; absent: unknown. */
  idleSeconds?: () => number
  /** Moves a file to the system's trash. Absent: where there is none, files are left where they are. */
  trash?: (path: string) => Promise<void>
  /** Absent where the demo is unavailable. */
  startDemo?: () => Promise<DemoAddress>
}

/** Address and credentials of a started demo service. */
export interface DemoAddress {
  url: string
  appId: string
  appKey: string
  userId: string
  meetingsUrl: string
  close(): Promise<void>
}
