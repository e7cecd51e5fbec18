/**
 * @file Properties of each error code beyond its text: its area, whether a retry may help, and the settings
 *   section it refers to. Main, the pages and the terminal call the functions below instead of listing codes. A
 *   new code does not compile without a row.
 */
import type { ErrorCode, Failure } from './errors.ts'
import type { SettingsSection } from './settings-sections.ts'

/**
 * sign-in: there is no session, or it was rejected · request: the service understood and rejected the request
 * · service: it answered, but not with what was asked · connection, proxy, certificate, address: it was not
 * reached.
 */
type ErrorArea =
  | 'sign-in'
  | 'request'
  | 'service'
  | 'connection'
  | 'proxy'
  | 'certificate'
  | 'address'
  | 'transfer'
  | 'disk'
  | 'code'
  | 'screen'
  | 'update'
  | 'app'

/**
 * How a download reacts. never: it fails · attempt: its transfer repeats the attempt, then it fails ·
 * network: its transfer repeats the attempt, then the queue retries every minute · later: the queue retries
 * once a day, because only the server can mend it · preparation, room, disk, sign-in, trust: the queue waits
 * until the recording has its files, the disk has space, the disk is connected, the user has signed in, the user
 * has trusted the certificate of the host.
 */
type Retry = 'never' | 'attempt' | Prerequisite
/** What a blocked download waits for. */
export type Prerequisite = 'network' | 'later' | 'preparation' | 'room' | 'disk' | 'sign-in' | 'trust'

interface ErrorRules {
  area: ErrorArea
  retry: Retry
  /** The settings section its advice refers to. */
  settings?: SettingsSection
  /** The service rejects the request before acting on it. */
  isBeforeActing?: true
}

const ERROR_RULES: Record<ErrorCode, ErrorRules> = {
  AUTH_REQUIRED: { area: 'sign-in', retry: 'sign-in', isBeforeActing: true },
  AUTH_REJECTED: { area: 'sign-in', retry: 'sign-in', isBeforeActing: true },
  ACCOUNT_LOCKED: { area: 'sign-in', retry: 'sign-in' },
  NO_PERMISSION: { area: 'request', retry: 'never' },
  NOT_FOUND: { area: 'request', retry: 'never' },
  BAD_REQUEST: { area: 'request', retry: 'never' },
  NOT_TRANSCODED: { area: 'service', retry: 'preparation' },
  RATE_LIMITED: { area: 'service', retry: 'attempt', isBeforeActing: true },
  SERVER_ERROR: { area: 'service', retry: 'attempt' },
  BAD_ANSWER: { area: 'service', retry: 'attempt' },
  LIST_INCOMPLETE: { area: 'service', retry: 'never' },
  DOMAIN_NOT_CONFIGURED: { area: 'service', retry: 'never' },
  OFFLINE: { area: 'connection', retry: 'network' },
  TIMEOUT: { area: 'connection', retry: 'network' },
  PROXY_FAILED: { area: 'proxy', retry: 'network', settings: 'proxy' },
  CERT_UNTRUSTED: { area: 'certificate', retry: 'trust', settings: 'security' },
  CERT_CHANGED: { area: 'certificate', retry: 'trust' },
  TLS_FAILED: { area: 'address', retry: 'never' },
  ADDRESS_REFUSED: { area: 'address', retry: 'never' },
  LINK_REFUSED: { area: 'transfer', retry: 'never' },
  NOT_A_RECORDING: { area: 'transfer', retry: 'never' },
  INCOMPLETE_ON_SERVER: { area: 'transfer', retry: 'later' },
  STOPS_EARLY: { area: 'transfer', retry: 'later' },
  SIZE_MISMATCH: { area: 'transfer', retry: 'never' },
  HASH_MISMATCH: { area: 'transfer', retry: 'never' },
  CHANGED_ON_SERVER: { area: 'transfer', retry: 'never' },
  DISK_FULL: { area: 'disk', retry: 'room', settings: 'saving' },
  NO_INODES: { area: 'disk', retry: 'room', settings: 'saving' },
  FILE_TOO_LARGE: { area: 'disk', retry: 'never', settings: 'saving' },
  DISK_GONE: { area: 'disk', retry: 'disk', settings: 'saving' },
  FOLDER_MISSING: { area: 'disk', retry: 'never', settings: 'saving' },
  ARCHIVE_WATCHED: { area: 'disk', retry: 'never' },
  NOT_AN_ARCHIVE: { area: 'disk', retry: 'never' },
  FILE_LOCKED: { area: 'disk', retry: 'never' },
  PATH_TOO_LONG: { area: 'disk', retry: 'never', settings: 'saving' },
  NAME_REFUSED: { area: 'disk', retry: 'never', settings: 'saving' },
  TOO_MANY_FILES: { area: 'disk', retry: 'attempt' },
  DISK_ERROR: { area: 'disk', retry: 'never' },
  CANCELLED: { area: 'app', retry: 'never' },
  QR_NOT_FOUND: { area: 'code', retry: 'never' },
  QR_NOT_CLOUDLINK: { area: 'code', retry: 'never' },
  QR_UNSUPPORTED_ACTION: { area: 'code', retry: 'never' },
  QR_OPENS_FILE_LIST: { area: 'code', retry: 'never' },
  QR_INVALID: { area: 'code', retry: 'never' },
  PICTURE_UNREADABLE: { area: 'code', retry: 'never' },
  SAVE_UNKNOWN: { area: 'code', retry: 'never' },
  SCREEN_DENIED: { area: 'screen', retry: 'never' },
  SCREEN_RESTART: { area: 'screen', retry: 'never' },
  SCREEN_CANCELLED: { area: 'screen', retry: 'never' },
  SCREEN_UNAVAILABLE: { area: 'screen', retry: 'never' },
  UPDATE_FAILED: { area: 'update', retry: 'never' },
  UPDATE_REFUSED: { area: 'update', retry: 'never' },
  OTHER_ACCOUNT: { area: 'app', retry: 'never', settings: 'account' },
  NO_FOLDER: { area: 'app', retry: 'never', settings: 'saving' },
  BAD_INPUT: { area: 'app', retry: 'never' },
  INTERNAL: { area: 'app', retry: 'never' },
}

/** A failure, an AppError, or anything else with an error code. */
interface HasCode {
  readonly code: ErrorCode
}

const areaOf = ({ code }: HasCode): ErrorArea => ERROR_RULES[code].area

/** There is no session, or this call ended it: signing in again helps. */
export const isSignInFailure = (failure: HasCode): boolean => areaOf(failure) === 'sign-in'

/**
 * The service understood and rejected the request: the resource does not exist, is not valid, or is not
 * allowed.
 */
export const isRequestRefused = (failure: HasCode): boolean => areaOf(failure) === 'request'

/** The service answered in a way that may end a session. Other failures say nothing about the session. */
export const isRefused = (failure: HasCode): boolean => isSignInFailure(failure) || isRequestRefused(failure)

/** The connection failed, was cut or stalled: it is unknown whether the service acted on the request. */
export const isConnectionFailure = (failure: HasCode): boolean => areaOf(failure) === 'connection'

export const isCertificateFailure = (failure: HasCode): boolean => areaOf(failure) === 'certificate'

/** The service was not reached: another call would not help. */
export function isUnreachable(failure: HasCode): boolean {
  return ['connection', 'proxy', 'certificate', 'address'].includes(areaOf(failure))
}

/**
 * The user may be asked to trust the certificate. With a reason, its date or its signature is invalid: these
 * are checked even for trusted certificates.
 */
export function isTrustable(failure: Failure): boolean {
  const { fingerprint, reason } = failure.params ?? {}
  return isCertificateFailure(failure) && typeof fingerprint === 'string' && reason === undefined
}

/**
 * May pass with time: a transfer repeats the attempt. A proxy that rejects a password is not retried without
 * the user, because repeated wrong passwords lock an account.
 */
export function isTransient({ code, params }: Failure): boolean {
  if (code === 'PROXY_FAILED' && params?.['reason'] === 'sign-in') return false
  return ERROR_RULES[code].retry === 'attempt' || ERROR_RULES[code].retry === 'network'
}

/** What a download with this failure waits for; null: nothing, the download fails. */
export function prerequisiteOf({ code }: HasCode): Prerequisite | null {
  const { retry } = ERROR_RULES[code]
  return retry === 'never' || retry === 'attempt' ? null : retry
}

/** The service rejected the request before acting on it: it is safe to retry. */
export const wasRefusedBeforeActing = ({ code }: HasCode): boolean =>
  ERROR_RULES[code].isBeforeActing === true

/** The settings section the advice refers to; null when there is none. */
export const settingsSectionOf = ({ code }: HasCode): SettingsSection | null =>
  ERROR_RULES[code].settings ?? null
