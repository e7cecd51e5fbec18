/**
 * All error codes. Errors cross modules and IPC as data ({@link Failure}), never as message strings: the text
 * is looked up by code (`i18n/describe-failure.ts`).
 */
export const ERROR_CODES = [
  // sign-in and rights
  'AUTH_REQUIRED', // no session
  'AUTH_REJECTED', // the service rejected the credentials or the token
  'ACCOUNT_LOCKED', // too many attempts, or the account is disabled
  'OTHER_ACCOUNT', // a rule was made for the account `account`, and another one is signed in
  'NO_PERMISSION', // signed in, but not allowed: usually enterprise administrator rights are missing
  // answers of the service
  'NOT_FOUND',
  'NOT_TRANSCODED', // the recording is still being prepared; params.readyAt (ISO) when it was announced
  'RATE_LIMITED',
  'SERVER_ERROR',
  'BAD_REQUEST', // the service reports invalid parameters
  'BAD_ANSWER', // the answer does not match the documented interface
  'LIST_INCOMPLETE', // rows of a list are missing; params.listed, params.count when the service gave a total; params.reason without-id, params.rows names some
  'DOMAIN_NOT_CONFIGURED', // ProCONF: 503 "Domain not found."
  // connection
  'OFFLINE',
  'TIMEOUT',
  'PROXY_FAILED',
  'CERT_UNTRUSTED', // params.host, params.fingerprint, params.issuer, params.validTo; params.reason when trust cannot help
  'CERT_CHANGED', // params.host, params.fingerprint, params.trusted
  'TLS_FAILED', // no secure connection is possible; params.host, params.reason: old-protocol | no-tls | name-refused | client-certificate
  'ADDRESS_REFUSED', // not https (http is allowed for loopback only), or not a URL
  // downloads
  'LINK_REFUSED', // a fresh link was refused several times
  'NOT_A_RECORDING', // an error page or other text instead of media
  'INCOMPLETE_ON_SERVER', // whole by HTTP, twice the same bytes, but no whole recording; params.path keeps them
  'STOPS_EARLY', // every answer ends at the same byte; params.bytes, params.total when known
  'SIZE_MISMATCH',
  'HASH_MISMATCH',
  'CHANGED_ON_SERVER',
  'DISK_FULL',
  'NO_INODES', // the disk has free bytes, and no room for another file
  'FILE_TOO_LARGE', // for the disk: FAT32, a limit of the process or the share; params.limit in bytes, if known
  'DISK_GONE', // the disk that the folder was on is not connected
  'FOLDER_MISSING',
  'ARCHIVE_WATCHED', // another process runs the passes of this archive; detail names its host and process
  'NOT_AN_ARCHIVE', // the folder has neither recordings with descriptions nor a ledger; params.path
  'FILE_LOCKED',
  'PATH_TOO_LONG',
  'NAME_REFUSED', // the folder's file system does not accept the name
  'TOO_MANY_FILES', // this process or the system has no descriptor or buffer left
  'DISK_ERROR', // any other file system error; params.errno
  'CANCELLED',
  // QR codes and minutes links
  'QR_NOT_FOUND', // no code in the picture
  'QR_NOT_CLOUDLINK', // other scheme, host (user info and port included) or path
  'QR_UNSUPPORTED_ACTION', // params.action
  'QR_OPENS_FILE_LIST', // OPEN_MEETING_FILE_LIST: would show the user's private list on another screen
  'QR_INVALID', // params.reason: empty | duplicate | too-long | control | encoding
  'PICTURE_UNREADABLE', // not a picture, or too large to decode
  'SAVE_UNKNOWN', // the connection was cut or the app ended during a save of minutes: the outcome is unknown
  'SCREEN_DENIED', // the system denies screen capture; params.settingsPage where a page can change that
  'SCREEN_RESTART', // the system allows screen capture after the app is restarted
  'SCREEN_CANCELLED', // the desktop asked which screen to share, and none was chosen
  'SCREEN_UNAVAILABLE', // the system returned no picture of the screen; params.reason: time | full-screen
  // updates of the app
  'UPDATE_FAILED', // checking for or downloading an update failed
  'UPDATE_REFUSED', // the download does not match the announced update, or has the wrong signature
  // the app itself
  'NO_FOLDER', // no download folder has been chosen
  'BAD_INPUT', // the arguments of a call do not match its schema
  'INTERNAL',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/**
 * An error as data. Its schema is in `failure-schema.ts`: the terminal describes a failure without loading
 * zod.
 */
export interface Failure {
  code: ErrorCode
  /** Values for the text of the code: host, fingerprint, readyAt, action, serviceCode… Never a secret. */
  params?: Record<string, string | number | boolean> | undefined
  /** The service's request id, for its support. */
  requestId?: string | undefined
  /** One technical line for troubleshooting; secrets are already redacted. */
  detail?: string | undefined
}

/** The only error class that crosses modules; all its data is in {@link Failure}. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly failure: Failure

  constructor(code: ErrorCode, more: Omit<Failure, 'code'> = {}, options?: { cause?: unknown }) {
    super(more.detail === undefined ? code : `${code}: ${more.detail}`, options)
    this.failure = { code, ...more }
  }

  get code(): ErrorCode {
    return this.failure.code
  }
}

/** Converts any thrown value to a failure; an unexpected one becomes INTERNAL with its message as detail. */
export function toFailure(error: unknown): Failure {
  if (error instanceof AppError) return error.failure
  if (error instanceof Error) return { code: 'INTERNAL', detail: error.message }
  return { code: 'INTERNAL', detail: String(error) }
}

/**
 * Converts data back to an exception: on the other side of IPC or of a worker, or to add details to a
 * failure; `cause` is the original exception.
 */
export function fromFailure({ code, ...more }: Failure, cause?: AppError): AppError {
  return new AppError(code, more, cause && { cause })
}
