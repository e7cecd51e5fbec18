import type { Keychain } from '../contract/account.ts'
import type { Settings, TrustedCertificate } from '../contract/settings.ts'

export interface SettingsAccess {
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

/** A way to fetch a file's bytes once. [Note: single-use token] */
export interface Link {
  url: string
  /** E.g. { Authorization: token }; sent to the link's own scheme, host and port alone. */
  headers: Record<string, string>
}
