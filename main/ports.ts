import type { Keychain } from '../contract/account.ts'
import type { Settings, TrustedCertificate } from '../contract/settings.ts'
import type { Way } from './network/proxy.ts'

/** What the services need from whoever runs them: the window (main/shell) or the terminal (cli). */
export interface Ports {
  /** Folder for state: queue, library, history. Made when missing. */
  home: string
  settings: SettingsPort
  secrets: SecretStore
  log: Log
  /** Language the services are asked to answer in. */
  language: () => 'zh-CN' | 'en-US'
  /** The built worker that moves bytes (main/downloads/transfer-worker.ts), as a file: URL. */
  transferWorker: URL
  limits: () => TransferLimits
  /** Does the queue outlive the process? The window's does; a terminal command ends with its own. */
  keepsQueue: boolean
  /**
   * How the system reaches a server, by its origin alone (scheme, host and port), in the order in which to try.
   * Absent: directly. [Note: secrets] What it gives may hold a proxy's password.
   */
  systemWays?: (origin: string) => Promise<Way[]>
  /** Absent where there is no demo to be had. */
  startDemo?: () => Promise<DemoAddress>
}

export interface SettingsPort {
  get(): Settings & { trusted: TrustedCertificate[] }
  set(patch: Partial<Settings & { trusted: TrustedCertificate[] }>): void
  /** Returns the way to stop listening. */
  onChange(listen: () => void): () => void
}

/** Secrets by name. [Note: secrets] They live in main only, in the system's keychain, else for the session. */
export interface SecretStore {
  /** `session`: nothing outlives the session, because the system has no real keychain. */
  keychain(): Promise<Keychain>
  read(name: SecretName): Promise<string | null>
  write(name: SecretName, value: string): Promise<void>
  remove(name: SecretName): Promise<void>
  /** A keychain that had not answered in time has answered now, and what is kept there can be read. */
  onLateKeychain(listener: () => void): void
}
export type SecretName = 'session' | 'meetings-authorization' | 'proxy-password'

export interface Log {
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
}
/** Never a token, a password or a URL with its query. */
export type LogFields = Record<string, string | number | boolean | null | undefined>

export interface TransferLimits {
  /** Files at once. */
  parallelFiles: number
  /** Attempts in a row without a new byte before a file fails. */
  maxRetries: number
  /** First wait after a failed attempt, in ms; doubles with full jitter. */
  retryWaitMs: number
  /** Longest time without a byte, in ms. */
  stallTimeoutMs: number
  /** For all files together; null for no limit. */
  bytesPerSecond: number | null
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

/** A way to fetch a file's bytes once. [Note: single-use token] */
export interface Link {
  url: string
  /** E.g. { Authorization: token }; sent to the link's own scheme, host and port alone. */
  headers: Record<string, string>
}
