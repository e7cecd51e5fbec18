import { z } from 'zod'
import { AppError, type ErrorCode, type Failure } from '../../contract/errors.ts'
import { kindOfServiceCode } from '../../contract/service-codes.ts'
import { acceptedRequestId } from '../network/redact-secrets.ts'
import { boundedCopy } from './lenient.ts'

/**
 * [Note: error shapes] The services return an error as `error_code`/`error_msg`, `errorCode`/`errorMsg`,
 * `code`/`message`, `{error: {code, message}}` or `returnCode`/`returnDesc`, sometimes under HTTP 200; the
 * gateway sends HTML or nothing. This one function parses them all.
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

/** Codes that mean success: empty, any number of zeros, 200. */
const FINE = /^(0*|200)$/
const MAX_MESSAGE = 300

export interface ServiceError {
  /** As the service spells it. */
  code: string
  message: string
  requestId: string | null
}

/** The error in a body of any shape; null when it contains none. */
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
    message: boundedCopy(message, MAX_MESSAGE),
    // Echoed secrets are redacted from the body of an error.
    requestId: acceptedRequestId(found.request_id, []) ?? acceptedRequestId(found.requestId, []),
  }
}

/** Does an answer report an error, by its status or in its body? */
export function isErrorAnswer({ status, body }: { status: number; body: unknown }): boolean {
  return status < 200 || status >= 300 || serviceErrorIn(body) !== null
}

/** A web page is never an answer of these services: a gateway, a filter or another server sent it. */
export function isWebPage(body: unknown): boolean {
  return typeof body === 'string' && body.trimStart().startsWith('<')
}

/**
 * Maps an error answer to a failure: by the service's own code if known, else by the HTTP status. `requestId`
 * is used if the body has none; null when there is none at all.
 */
export function failureOfAnswer(status: number, body: unknown, requestId: string | null): AppError {
  const found = serviceErrorIn(body)
  const byCode = found === null ? null : kindOfServiceCode(found.code)
  // These statuses take precedence over any code sent with them; a 401 only yields to a locked account.
  const isPlain =
    status === 412 || status === 423 || status === 429 || (status === 401 && byCode !== 'ACCOUNT_LOCKED')
  // [Note: filters] The web page of a company's filter says nothing about rights, credentials or tokens: taken for
  // a refusal, it would end a session.
  const isFilter = status === 403 && isWebPage(body)
  const byStatus = isFilter ? 'BAD_ANSWER' : kindOfStatus(status)
  const kind = isPlain ? byStatus : (byCode ?? byStatus)
  const said = isFilter ? 'a web page instead of an answer' : found?.message
  const detail = [`HTTP ${status}`, said].filter(Boolean).join(': ')
  const id = found?.requestId ?? requestId
  return new AppError(kind, {
    ...(id === null ? {} : { requestId: id }),
    detail,
    ...(found === null ? {} : { params: { serviceCode: found.code } }),
  })
}

/** Statuses as the API pages list them; only the sign-in calls use 412 and 423. */
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

/** The service's error in a text that came instead of media; null if the text is just a page. */
export function readErrorPage(status: number, text: string): Failure | null {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return null
  }
  return serviceErrorIn(body) === null ? null : failureOfAnswer(status, body, null).failure
}
