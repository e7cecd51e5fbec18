/**
 * Every way something can go wrong, by name. Errors cross rooms and IPC as data ({@link Failure}), never as
 * message strings: its text is looked up by this code (`i18n/describe-failure.ts`).
 */
export const ERROR_CODES = [
  // signing in and rights
  'AUTH_REQUIRED', // nobody is signed in
  'AUTH_REJECTED', // the service refused the credentials or the token
  'ACCOUNT_LOCKED', // too many attempts, or the account is disabled
  'NO_PERMISSION', // signed in, but not allowed: usually enterprise administrator rights are missing
  // what the service answers
  'NOT_FOUND',
  'NOT_TRANSCODED', // the recording is still being prepared; params.readyAt (ISO) when it was announced
  'RATE_LIMITED',
  'SERVER_ERROR',
  'BAD_REQUEST', // the service says our parameters are wrong
  'BAD_ANSWER', // the answer is not what the interface describes
  'DOMAIN_NOT_CONFIGURED', // ProCONF: 503 "Domain not found."
  // the way there
  'OFFLINE',
  'TIMEOUT',
  'PROXY_FAILED',
  'CERT_UNTRUSTED', // params.host, params.fingerprint, params.issuer, params.validTo; params.reason when trust cannot help
  'CERT_CHANGED', // params.host, params.fingerprint, params.trusted
  'ADDRESS_REFUSED', // an address that is not https (http is for loopback alone), or not a URL
  // downloads
  'LINK_REFUSED', // the link was refused although it was fresh, several times
  'NOT_A_RECORDING', // an error page or other text came where media was expected
  'SIZE_MISMATCH',
  'HASH_MISMATCH',
  'CHANGED_ON_SERVER',
  'DISK_FULL',
  'FOLDER_MISSING',
  'FILE_LOCKED',
  'PATH_TOO_LONG',
  'DISK_ERROR', // any other refusal of the file system; params.errno
  'CANCELLED',
  // QR codes and minutes links
  'QR_NOT_FOUND', // no code in the picture
  'QR_NOT_CLOUDLINK', // other scheme, host (user info and port included) or path
  'QR_UNSUPPORTED_ACTION', // params.action
  'QR_OPENS_FILE_LIST', // OPEN_MEETING_FILE_LIST: would show the user's private list on somebody's screen
  'QR_INVALID', // params.reason: empty | duplicate | too-long | control | encoding
  'PICTURE_UNREADABLE', // not a picture, or too large to look at
  'SAVE_UNKNOWN', // the line was cut or the app ended while minutes were being saved: perhaps they were
  'SCREEN_DENIED', // the system keeps the screen from this app; params.settingsPage where it has a page for that
  'SCREEN_RESTART', // the system allows the screen now, from the app's next start
  'SCREEN_CANCELLED', // the desktop asked which screen to show, and none was chosen
  'SCREEN_UNAVAILABLE', // the system gave no picture of the screen; params.reason: time | full-screen
  // newer versions of the app
  'UPDATE_FAILED', // no newer version could be looked for or fetched
  'UPDATE_REFUSED', // what came is not what was announced, or not signed by whom it has to be
  // the app itself
  'NO_FOLDER', // no folder to save to has been chosen
  'BAD_INPUT', // a call with arguments that its schema refuses
  'INTERNAL',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** An error as data. Its schema is in `failure-schema.ts`: the terminal describes a failure without loading zod. */
export interface Failure {
  code: ErrorCode
  /** Values for the text of the code: host, fingerprint, readyAt, action, serviceCode… Never a secret. */
  params?: Record<string, string | number | boolean> | undefined
  /** The service's own id of the request, for its support. */
  requestId?: string | undefined
  /** One technical line for those who look further; already free of secrets. */
  detail?: string | undefined
}

/** The only error class that crosses rooms; everything it knows is in {@link Failure}. */
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

/** What is known of any thrown value; an unexpected one is INTERNAL with its message as detail. */
export function toFailure(error: unknown): Failure {
  if (error instanceof AppError) return error.failure
  if (error instanceof Error) return { code: 'INTERNAL', detail: error.message }
  return { code: 'INTERNAL', detail: String(error) }
}

/**
 * The way back from data to an exception: on the far side of IPC or of a worker, or where more became known of a
 * failure; `cause` is the exception before that.
 */
export function fromFailure({ code, ...more }: Failure, cause?: AppError): AppError {
  return new AppError(code, more, cause && { cause })
}
