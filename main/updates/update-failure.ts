import { AppError, type ErrorCode } from '../../contract/errors.ts'

/** Maps errors of electron-updater and Chromium to error codes. */
const CODES: readonly (readonly [RegExp, ErrorCode])[] = [
  // Downloaded, but not as announced or with the wrong signature.
  [
    /ERR_CHECKSUM_MISMATCH|ERR_UPDATER_INVALID_SIGNATURE|Could not get code signature|code failed to satisfy/,
    'UPDATE_REFUSED',
  ],
  [/ERR_(PROXY|TUNNEL|SOCKS|MANDATORY_PROXY)/, 'PROXY_FAILED'],
  [/ERR_CERT|ERR_SSL/, 'CERT_UNTRUSTED'],
  [/TIMED_OUT|ETIMEDOUT/, 'TIMEOUT'],
  [
    /ERR_(INTERNET_DISCONNECTED|NAME_NOT_RESOLVED|ADDRESS_UNREACHABLE|NETWORK_\w+|CONNECTION_\w+)|ENOTFOUND|ECONN\w+/,
    'OFFLINE',
  ],
  [/ENOSPC|EDQUOT/, 'DISK_FULL'],
]

/** Converts an error of checking, downloading or installing an update. */
export function updateFailure(error: unknown): AppError {
  if (error instanceof AppError) return error
  const { code = '', message = String(error) } = error as { code?: string; message?: string }
  const [firstLine = ''] = message.split('\n')
  const known = CODES.find(([pattern]) => pattern.test(`${code} ${firstLine}`))?.[1]
  // A query may contain private data.
  const detail = `${code} ${firstLine}`.replaceAll(/\?\S*/g, '').trim().slice(0, 300)
  return new AppError(known ?? 'UPDATE_FAILED', { detail }, { cause: error })
}
