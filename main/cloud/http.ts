import { randomUUID } from 'node:crypto'
import { validateHeaderValue } from 'node:http'
import fetch from 'node-fetch'
import { isConnectionFailure } from '../../contract/error-rules.ts'
import { AppError } from '../../contract/errors.ts'
import type { Language } from '../../i18n/languages.ts'
import { waitForDescriptors } from '../files/descriptors.ts'
import { checkedAddress } from '../network/address.ts'
import { deadline } from '../network/deadline.ts'
import { isDecodingError } from '../network/decoding-error.ts'
import { hasInvalidHead } from '../network/invalid-head.ts'
import { toNetworkError } from '../network/network-error.ts'
import { wasNeverSent } from '../network/never-sent.ts'
import type { Network } from '../network/network.ts'
import type { Log } from '../interfaces.ts'
import { acceptedRequestId, secretsOfHeaders } from '../network/redact-secrets.ts'
import { MAX_ANSWER_BYTES, readBody } from './answer-body.ts'
import { USER_AGENT } from '../network/user-agent.ts'
import type { PacedAnswer } from './pace.ts'
import { createPacer, type Pacer } from './pacer.ts'
import { failureOfAnswer, isErrorAnswer } from './service-error.ts'

const TIMEOUT_MS = 30_000
const MAX_TRIES = 3
const FIRST_WAIT_MS = 1000

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: URL
  headers?: Record<string, string>
  /** Sent as JSON. */
  body?: unknown
  /** Idempotent: retried on 5xx, broken connections and answers that were cut, and as often as the service asks to wait. */
  isRepeatable?: boolean
  /** Not idempotent, but retried as often as the service asks to wait: it has not acted on the call then. */
  isRepeatedWhenThrottled?: boolean
  /** Defaults to 30 s. If given, the call does not wait longer for its turn either. */
  timeoutMs?: number
  /** Cancels the call, which then rejects with CANCELLED. */
  signal?: AbortSignal
}

/** A body parsed as JSON; undefined when it was empty, a string when it was not JSON. */
export interface HttpAnswer {
  status: number
  body: unknown
  /** Size of the body, decompressed: what reading it takes. */
  bytes: number
  requestId: string
}

export interface Http {
  /**
   * Resolves with any status; rejects with AppError only if there was no answer. params.neverSent: no byte
   * was sent.
   */
  send(request: HttpRequest): Promise<HttpAnswer>
  /** Like send, but rejects on an error answer, also one under HTTP 200, with the failure it means. */
  ask(request: HttpRequest): Promise<HttpAnswer>
}

/**
 * The one HTTP layer under every service call. Redirects are not followed: none is documented, and headers
 * carry tokens.
 */
export function createHttp(deps: {
  network: () => Network
  language: () => Language
  log: Log
  /** Shared by all calls to the services; default: one of its own. */
  pacer?: Pick<Pacer, 'turn' | 'heed'>
  wait?: (ms: number) => Promise<void>
}): Http {
  const wait = deps.wait ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)))
  const pacer = deps.pacer ?? createPacer(deps.wait === undefined ? {} : { wait })

  /**
   * [Note: invalid heads] Hosts that end the lines of their heads with LF alone, or have control characters in
   * them: Node refuses such heads unless its parser is lenient. That parser reads theirs, and each request asks
   * the server to close the connection, so that no part of one answer can pass for the next.
   */
  const lenientHosts = new Set<string>()
  /**
   * [Note: wrong Content-Encoding] Hosts whose answers could not be decoded: some name an encoding that they do not
   * apply. From then on none is requested, and the bytes decide.
   */
  const plainHosts = new Set<string>()

  const turnOf = async ({ url, signal, timeoutMs }: HttpRequest): Promise<void> => {
    const inTime = timeoutMs === undefined ? null : deadline(timeoutMs, signal)
    try {
      await pacer.turn(url, inTime?.signal ?? signal)
    } catch (error) {
      if (error instanceof AppError) throw error
      const code = signal?.aborted === true ? 'CANCELLED' : 'RATE_LIMITED'
      throw new AppError(code, { requestId: randomUUID(), params: { neverSent: true } }, { cause: error })
    } finally {
      inTime?.clear()
    }
  }

  const once = async (request: HttpRequest): Promise<HttpAnswer & Omit<PacedAnswer, 'status'>> => {
    const url = checkedAddress(request.url.href)
    checkHeaders(request.headers ?? {})
    const secrets = secretsOfHeaders(request.headers ?? {})
    const isLenient = lenientHosts.has(url.host)
    const isPlain = plainHosts.has(url.host)
    const requestId = randomUUID()
    const inTime = deadline(request.timeoutMs ?? TIMEOUT_MS, request.signal)
    try {
      const answer = await fetch(url, {
        method: request.method,
        agent: (to) =>
          request.isRepeatable === true ? deps.network().agentFor(to) : deps.network().freshAgentFor(to),
        redirect: 'manual',
        size: MAX_ANSWER_BYTES,
        compress: !isPlain,
        insecureHTTPParser: isLenient,
        signal: inTime.signal,
        headers: {
          Accept: 'application/json',
          'Accept-Language': deps.language(),
          'X-Request-Id': requestId,
          'User-Agent': USER_AGENT,
          ...(request.body === undefined ? {} : { 'Content-Type': 'application/json; charset=UTF-8' }),
          ...(isLenient ? { Connection: 'close' } : {}),
          ...(isPlain ? { 'Accept-Encoding': 'identity' } : {}),
          ...request.headers,
        },
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      })
      const answerId = acceptedRequestId(answer.headers.get('x-request-id'), secrets) ?? requestId
      const mustHaveBody = request.isRepeatable === true
      const body = await readBody(answer, { requestId: answerId, secrets, mustHaveBody, isPlain })
      return {
        status: answer.status,
        ...body,
        requestId: answerId,
        retryAfter: answer.headers.get('retry-after'),
        rateLimit: answer.headers.get('x-apig-ratelimit-api'),
      }
    } catch (error) {
      if (request.signal?.aborted === true) throw new AppError('CANCELLED', { requestId }, { cause: error })
      if (hasInvalidHead(error)) lenientHosts.add(url.host)
      if (isDecodingError(error)) plainHosts.add(url.host)
      const { lastRefused, lastRouteError } = deps.network()
      const noWay = lastRouteError(url.host)
      // node-fetch keeps only the code of an error thrown by the agent.
      const isNoWay = noWay !== null && noWay.code === (error as { code?: unknown }).code
      const { failure } = isNoWay ? noWay : toNetworkError(error, url, lastRefused(url.host))
      const params = isNoWay || wasNeverSent(error) ? { ...failure.params, neverSent: true } : failure.params
      const more = { requestId, ...failure, ...(params === undefined ? {} : { params }) }
      throw new AppError(failure.code, more, { cause: error })
    } finally {
      inTime.clear()
    }
  }

  /** Nothing was sent for want of a descriptor: a call that must not be repeated may be sent again, too. */
  const sentOnce = (request: HttpRequest): ReturnType<typeof once> =>
    waitForDescriptors(() => once(request), {
      isShort: (error) =>
        error instanceof AppError &&
        error.code === 'TOO_MANY_FILES' &&
        error.failure.params?.['neverSent'] === true,
      ...(request.signal && { signal: request.signal }),
    })

  const send = async (request: HttpRequest): Promise<HttpAnswer> => {
    for (let attempt = 1; ; attempt += 1) {
      const isLast = request.isRepeatable !== true || attempt === MAX_TRIES
      await turnOf(request)
      try {
        const { retryAfter, rateLimit, ...answer } = await sentOnce(request)
        const { status } = answer
        const isThrottled = pacer.heed(request.url, { status, retryAfter, rateLimit })
        const canWait = request.isRepeatable === true || request.isRepeatedWhenThrottled === true
        const isRepeated = isThrottled ? canWait : !isLast && status >= 500
        if (!isRepeated) return answer
        deps.log.info('cloud: retrying', { path: request.url.pathname, status, attempt })
        // The pacer waits as long as the service asks; such a refusal is no failed try.
        if (isThrottled) attempt -= 1
        if (isThrottled || status === 503) continue
      } catch (error) {
        if (isLast || !(error instanceof AppError)) throw error
        const canPass = isConnectionFailure(error) || hasInvalidHead(error) || hasDamagedBody(error)
        if (!canPass) throw error
      }
      await wait(Math.random() * FIRST_WAIT_MS * 2 ** attempt)
    }
  }

  return {
    send,
    ask: async (request) => {
      const answer = await send(request)
      if (isErrorAnswer(answer)) throw failureOfAnswer(answer.status, answer.body, answer.requestId)
      return answer
    },
  }
}

/** Was the compressed body damaged on its way, or was it not compressed? */
function hasDamagedBody({ cause }: AppError): boolean {
  return isDecodingError(cause) || (cause as { code?: unknown } | undefined)?.code === 'Z_BUF_ERROR'
}

/** BAD_INPUT if a value (pasted, say) cannot be sent in a header. Names the header, never the value. */
function checkHeaders(headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers))
    try {
      validateHeaderValue(name, value)
    } catch {
      throw new AppError('BAD_INPUT', {
        detail: `the value of ${name} has a line break or a character that cannot be sent`,
      })
    }
}
