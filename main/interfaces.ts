import type { Keychain } from '../contract/account.ts'
import type { FilePlace } from '../contract/recording.ts'
import type { Settings, TrustedCertificate } from '../contract/settings.ts'

export interface SettingsAccess {
  get(): Settings & { trusted: TrustedCertificate[] }
  set(patch: Partial<Settings & { trusted: TrustedCertificate[] }>): void
  /** Returns an unsubscribe function. */
  onChange(listen: () => void): () => void
}

/**
 * Secrets by name. [Note: secrets] They exist in main only, in the system's keychain, else in memory for the
 * session.
 */
export interface SecretStore {
  /** `session`: secrets are lost with the session, because the system has no real keychain. */
  keychain(): Promise<Keychain>
  read(name: SecretName): Promise<string | null>
  write(name: SecretName, value: string): Promise<void>
  remove(name: SecretName): Promise<void>
  /** Called when a keychain that had timed out has answered, and its secrets can be read. */
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

/** What a list of an enterprise's recordings said. */
export interface ListedRecordings {
  /** Base URL of the service. */
  site: string
  enterpriseId: string
  /** The period that was asked for; ISO, both ends inclusive. */
  from: string
  to: string
  /** Recordings that were in it. */
  confUUIDs: ReadonlySet<string>
  /** An administrator's list of all users: its recordings belong to the enterprise. */
  isOfAllUsers: boolean
  /** Every recording of the enterprise in that period was in it. */
  isWhole: boolean
}

export interface TransferLimits {
  /** Parallel files. */
  parallelFiles: number
  /** Consecutive attempts without a new byte before a file fails. */
  maxRetries: number
  /** First retry delay, in ms; exponential backoff with full jitter. */
  retryWaitMs: number
  /** Stall timeout: longest time without a byte, in ms. */
  stallTimeoutMs: number
  /** Rate limit of all files together; null for none. */
  bytesPerSecond: number | null
}

/** A link to fetch a file's bytes once. [Note: single-use token] */
export interface Link {
  url: string
  /** E.g. { Authorization: token }; sent only to the link's own scheme, host and port. */
  headers: Record<string, string>
}

/** A file of a recording by whose link another one of its files may be found. */
export interface QueuedPlace extends FilePlace {
  /** Final path of the download of that file; null if it is not in the queue, or has ended. */
  path: string | null
}

/** What came under a link, as far as it is known. */
export interface FileContent {
  bytes: number
  /** Hex; null: not hashed. */
  sha256: string | null
}
