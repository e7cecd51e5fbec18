import { randomUUID } from 'node:crypto'
import { validateHeaderValue } from 'node:http'
import fetch, { type Response } from 'node-fetch'
import { isConnectionFailure } from '../../contract/error-rules.ts'
import { AppError } from '../../contract/errors.ts'
import type { Language } from '../../i18n/languages.ts'
import { checkedAddress } from '../network/address.ts'
import { deadline } from '../network/deadline.ts'
import { toNetworkError } from '../network/network-error.ts'
import { wasNeverSent } from '../network/never-sent.ts'
import type { Network } from '../network/network.ts'
import { retryAfterMs } from '../network/retry-after.ts'
import type { Log } from '../interfaces.ts'
import { secretsOfHeaders, redactEchoedSecrets } from '../network/redact-secrets.ts'
import { failureOfAnswer, serviceErrorIn } from './service-error.ts'

const TIMEOUT_MS = 30_000
/** No answer of these services is larger; anything larger is rejected. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024
const MAX_TRIES = 3
const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 60_000

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: URL
  headers?: Record<string, string>
  /** Sent as JSON. */
  body?: unknown
  /** Idempotent: retried on 429, 5xx and broken connections. */
  isRepeatable?: boolean
  /** Defaults to 30 s. */
  timeoutMs?: number
  /** Cancels the call, which then rejects with CANCELLED. */
  signal?: AbortSignal
}

/** A body parsed as JSON; undefined when it was empty, a string when it was not JSON. */
export interface HttpAnswer {
  status: number
  body: unknown
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
  wait?: (ms: number) => Promise<void>
}): Http {
  const wait = deps.wait ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)))

  const once = async (request: HttpRequest): Promise<HttpAnswer & { retryAfter: string | null }> => {
    const url = checkedAddress(request.url.href)
    checkHeaders(request.headers ?? {})
    const requestId = randomUUID()
    const inTime = deadline(request.timeoutMs ?? TIMEOUT_MS, request.signal)
    try {
      const answer = await fetch(url, {
        method: request.method,
        agent: (to) => deps.network().agentFor(to),
        redirect: 'manual',
        size: MAX_ANSWER_BYTES,
        signal: inTime.signal,
        headers: {
          Accept: 'application/json',
          'Accept-Language': deps.language(),
          'X-Request-Id': requestId,
          ...(request.body === undefined ? {} : { 'Content-Type': 'application/json; charset=UTF-8' }),
          ...request.headers,
        },
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      })
      const answerId = answer.headers.get('x-request-id') || requestId
      const body = await readBody(answer, answerId, request.headers ?? {})
      return {
        status: answer.status,
        body,
        requestId: answerId,
        retryAfter: answer.headers.get('retry-after'),
      }
    } catch (error) {
      if (request.signal?.aborted === true) throw new AppError('CANCELLED', { requestId }, { cause: error })
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

  const send = async (request: HttpRequest): Promise<HttpAnswer> => {
    for (let attempt = 1; ; attempt += 1) {
      const isLast = request.isRepeatable !== true || attempt === MAX_TRIES
      let afterMs: number
      try {
        const { retryAfter, ...answer } = await once(request)
        if (isLast || (answer.status !== 429 && answer.status < 500)) return answer
        deps.log.info('cloud: retrying', { path: request.url.pathname, status: answer.status, attempt })
        afterMs = Math.min(LONGEST_WAIT_MS, retryAfterMs(retryAfter, Date.now()) ?? 0)
      } catch (error) {
        if (isLast || !(error instanceof AppError) || !isConnectionFailure(error)) throw error
        afterMs = 0
      }
      await wait(Math.max(afterMs, Math.random() * FIRST_WAIT_MS * 2 ** attempt))
    }
  }

  return {
    send,
    ask: async (request) => {
      const answer = await send(request)
      const isError = answer.status < 200 || answer.status >= 300 || serviceErrorIn(answer.body) !== null
      if (isError) throw failureOfAnswer(answer.status, answer.body, answer.requestId)
      return answer
    },
  }
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

/** Redacts echoed secrets from an error only: any other answer may be the requested token. */
async function readBody(answer: Response, requestId: string, sent: Record<string, string>): Promise<unknown> {
  let text: string
  try {
    text = await answer.text()
  } catch (error) {
    if ((error as { type?: string }).type === 'max-size')
      throw new AppError('BAD_ANSWER', { requestId, detail: 'the answer is too large' })
    throw error
  }
  if (text.trim() === '') return undefined
  const body = parsed(text)
  if (answer.ok && serviceErrorIn(body) === null && !saysError(body)) return body
  return parsed(redactEchoedSecrets(text, secretsOfHeaders(sent)))
}

/** ProCONF's servers send a plain string as the error. */
function saysError(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
