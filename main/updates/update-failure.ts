import { AppError, type ErrorCode } from '../../contract/errors.ts'

/** What electron-updater and Chromium call their errors, and what each is here. */
const CODES: readonly (readonly [RegExp, ErrorCode])[] = [
  // It came, and it is not what was announced or not from whom it has to be.
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

/** Names an error of looking for, fetching or installing a newer version. */
export function updateFailure(error: unknown): AppError {
  if (error instanceof AppError) return error
  const { code = '', message = String(error) } = error as { code?: string; message?: string }
  const [firstLine = ''] = message.split('\n')
  const known = CODES.find(([pattern]) => pattern.test(`${code} ${firstLine}`))?.[1]
  // A query may hold what is nobody else's business.
  const detail = `${code} ${firstLine}`.replaceAll(/\?\S*/g, '').trim().slice(0, 300)
  return new AppError(known ?? 'UPDATE_FAILED', { detail }, { cause: error })
}
