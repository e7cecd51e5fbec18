import http from 'node:http'
import https from 'node:https'
import { AppError } from '../../contract/errors.ts'
import { checkedAddress } from '../network/address.ts'
import { hasInvalidHead } from '../network/invalid-head.ts'
import { USER_AGENT } from '../network/user-agent.ts'
import type { Link } from '../interfaces.ts'
import { reportedDigest } from './digest.ts'
import type { AnswerHead } from './plan.ts'
import type { BodySource } from './receive.ts'
import { openRawConnection, type RawConnection } from './raw-connection.ts'

/**
 * Uses node:http rather than node-fetch for file bodies: it tells a chunked body that ended from one that was
 * cut (`complete`), where node-fetch 3.3.2 reports false cuts with a lost tail, and it can be paused exactly.
 */
export interface Answer {
  head: AnswerHead
  /** The server's own request id; null if it gives none. */
  requestId: string | null
  /** The body as node:http parses it. */
  message(): http.IncomingMessage
  /** A body of exactly this length, read directly from the connection: the cheap way. */
  body(bytes: number): BodySource
  destroy(): void
}

/**
 * Hosts whose heads Node refuses unless its parser is lenient, as for the calls to the services. Each connection
 * carries one answer here, so no part of it can pass for another.
 */
const lenientHosts = new Set<string>()

/**
 * One GET on a new connection, without following redirects. Resolves when the head has arrived. Rejects with
 * the network error, an abort, or TIMEOUT if the head did not arrive in time.
 */
export async function get(
  link: Link,
  headers: Record<string, string>,
  options: { agentFor: (url: URL) => http.Agent; signal: AbortSignal; timeoutMs: number },
): Promise<Answer> {
  const url = checkedAddress(link.url)
  const tooLate = new AbortController()
  const timer = setTimeout(() => tooLate.abort(new AppError('TIMEOUT')), options.timeoutMs)
  const signal = AbortSignal.any([options.signal, tooLate.signal])
  try {
    const wire = await openedUnless(signal, openRawConnection(options.agentFor(url), url))
    const message = await headOn(wire, url, { ...link.headers, ...headers }, signal)
    return {
      head: headOf(message),
      requestId: requestIdIn(message.headers),
      message: () => {
        wire.release()
        return message
      },
      body: (bytes) => wire.body(message, bytes),
      destroy: () => void wire.socket.destroy(),
    }
  } catch (error) {
    // The link may be used up: the next attempt has another.
    if (hasInvalidHead(error)) lenientHosts.add(url.host)
    throw error
  } finally {
    clearTimeout(timer)
  }
}

/** Closes a connection that opens after the request was aborted. */
async function openedUnless(signal: AbortSignal, opening: Promise<RawConnection>): Promise<RawConnection> {
  return await new Promise((resolve, reject) => {
    const onAbort = (): void => {
      reject(signal.reason as Error)
      opening.then(({ socket }) => socket.destroy()).catch(() => undefined)
    }
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    opening.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

function headOn(
  wire: RawConnection,
  url: URL,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? https.request : http.request
    const request = send(url, {
      createConnection: () => wire.socket,
      insecureHTTPParser: lenientHosts.has(url.host),
      headers: {
        // Without an agent, Node does not know the scheme's default port and would add it.
        Host: url.host,
        Accept: '*/*',
        'User-Agent': USER_AGENT,
        // Encoded bodies cannot be resumed; plan.ts handles a server that encodes anyway.
        'Accept-Encoding': 'identity',
        ...headers,
      },
    })
    const onAbort = (): void => void request.destroy(signal.reason as Error)
    signal.addEventListener('abort', onAbort, { once: true })
    request.once('response', (message) => {
      wire.hold()
      resolve(message)
    })
    // An unrequested protocol switch (101). Without a listener Node closes without an error.
    request.once('upgrade', (_, socket) => {
      socket.destroy()
      reject(new AppError('BAD_ANSWER', { detail: `another protocol at ${url.host}` }))
    })
    // Never removed: a connection may fail again after its answer was abandoned.
    request.on('error', reject)
    request.once('close', () => {
      signal.removeEventListener('abort', onAbort)
      reject(Object.assign(new Error('closed without an answer'), { code: 'ECONNRESET' }))
    })
    request.end()
  })
}

/** The names that gateways, OBS, S3 and Swift give it. */
const REQUEST_ID_HEADERS = [
  'x-request-id',
  'x-obs-request-id',
  'x-amz-request-id',
  'x-trans-id',
  'x-openstack-request-id',
] as const

/** Anything else is not shown to users and support as an id. */
export function isRequestId(text: unknown): text is string {
  return typeof text === 'string' && /^[\w.:-]{1,100}$/.test(text)
}

function requestIdIn(headers: http.IncomingHttpHeaders): string | null {
  return REQUEST_ID_HEADERS.map((name) => headers[name]).find(isRequestId) ?? null
}

function headOf(answer: http.IncomingMessage): AnswerHead {
  const { headers } = answer
  const length = headers['content-length']
  return {
    status: answer.statusCode ?? 0,
    contentRange: headers['content-range'] ?? null,
    contentLength: length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : null,
    contentType: headers['content-type'] ?? null,
    contentEncoding: headers['content-encoding'] ?? null,
    etag: headers.etag ?? null,
    lastModified: headers['last-modified'] ?? null,
    retryAfter: headers['retry-after'] ?? null,
    location: headers.location ?? null,
    digest: reportedDigest(headers, answer.statusCode ?? 0),
    isChunked: /\bchunked\b/i.test(headers['transfer-encoding'] ?? ''),
  }
}
