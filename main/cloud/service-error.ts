import { z } from 'zod'
import { AppError, type ErrorCode, type Failure } from '../../contract/errors.ts'
import { kindOfServiceCode } from '../../contract/service-codes.ts'

/**
 * [Note: error shapes] The services put an error into `error_code`/`error_msg`, `errorCode`/`errorMsg`,
 * `code`/`message`, `{error: {code, message}}` or `returnCode`/`returnDesc`, sometimes under HTTP 200; the gateway
 * sends HTML or nothing. This is the one function that reads them all.
 */
const codeText = z.union([z.string().max(200), z.number()]).transform(String)
const loose = <T extends z.ZodType>(schema: T) => schema.nullish().catch(undefined)
const errorSchema = z.object({
  error_code: loose(codeText),
  errorCode: loose(codeText),
  code: loose(codeText),
  returnCode: loose(codeText),
  error: loose(z.object({ code: loose(codeText), message: loose(z.string()) })),
  error_msg: loose(z.string()),
  errorMsg: loose(z.string()),
  message: loose(z.string()),
  returnDesc: loose(z.string()),
  request_id: loose(z.string()),
  requestId: loose(z.string()),
})

/** Codes that say that all is well: nothing, zeros however many, 200. */
const FINE = /^(0*|200)$/
const MAX_MESSAGE = 300

export interface ServiceError {
  /** As the service spells it. */
  code: string
  message: string
  requestId: string | null
}

/** The error in a body of any shape; null when it holds none. */
export function serviceErrorIn(body: unknown): ServiceError | null {
  const parsed = errorSchema.safeParse(body)
  if (!parsed.success) return null
  const found = parsed.data
  const code = [found.error_code, found.errorCode, found.error?.code, found.returnCode, found.code].find(
    (one) => typeof one === 'string' && !FINE.test(one),
  )
  if (typeof code !== 'string') return null
  const message =
    found.error_msg ?? found.errorMsg ?? found.error?.message ?? found.returnDesc ?? found.message ?? ''
  return {
    code,
    message: message.slice(0, MAX_MESSAGE),
    requestId: found.request_id || found.requestId || null,
  }
}

/**
 * What a failed answer means: by the service's own code where it is known, else by the HTTP status. `requestId`: where
 * the body names none; null when there is none at all.
 */
export function failureOfAnswer(status: number, body: unknown, requestId: string | null): AppError {
  const found = serviceErrorIn(body)
  const byCode = found === null ? null : kindOfServiceCode(found.code)
  // These statuses say it themselves, whatever code comes with them; of a 401 only a locked account says more.
  const isPlain =
    status === 412 || status === 423 || status === 429 || (status === 401 && byCode !== 'ACCOUNT_LOCKED')
  const kind = isPlain ? kindOfStatus(status) : (byCode ?? kindOfStatus(status))
  const detail = [`HTTP ${status}`, found?.message].filter(Boolean).join(': ')
  const id = found?.requestId ?? requestId
  return new AppError(kind, {
    ...(id === null ? {} : { requestId: id }),
    detail,
    ...(found === null ? {} : { params: { serviceCode: found.code } }),
  })
}

/** Statuses as the API pages list them; 412 and 423 come from the sign-in calls alone. */
export function kindOfStatus(status: number): ErrorCode {
  switch (status) {
    case 401:
      return 'AUTH_REJECTED'
    case 403:
      return 'NO_PERMISSION'
    case 404:
      return 'NOT_FOUND'
    case 408:
      return 'TIMEOUT'
    case 412:
    case 423:
      return 'ACCOUNT_LOCKED'
    case 429:
      return 'RATE_LIMITED'
    default:
      return status >= 500 ? 'SERVER_ERROR' : status >= 400 ? 'BAD_REQUEST' : 'BAD_ANSWER'
  }
}

/** The service's error in a text that came where media was expected; null when it is only a page. */
export function readErrorPage(status: number, text: string): Failure | null {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return null
  }
  return serviceErrorIn(body) === null ? null : failureOfAnswer(status, body, null).failure
}
