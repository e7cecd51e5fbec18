import http from 'node:http'
import https from 'node:https'
import { AppError } from '../../contract/errors.ts'
import { checkedAddress } from '../network/address.ts'
import type { Link } from '../ports.ts'
import type { AnswerHead } from './plan.ts'

/**
 * node:http rather than node-fetch for the bytes themselves: it tells a chunked body that ended from one that was
 * cut (`complete`), where node-fetch 3.3.2 reports false cuts with a lost tail, and it can be paused exactly.
 */
export interface Answer {
  head: AnswerHead
  body: http.IncomingMessage
  url: URL
}

/**
 * One GET, no redirect followed. Resolves when the head is there. Rejects with the network's own error, an abort,
 * or TIMEOUT when no head came in time.
 */
export function get(
  link: Link,
  headers: Record<string, string>,
  options: { agentFor: (url: URL) => http.Agent; signal: AbortSignal; timeoutMs: number },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const url = checkedAddress(link.url)
    const send = url.protocol === 'https:' ? https.request : http.request
    const request = send(url, {
      agent: options.agentFor(url),
      signal: options.signal,
      headers: {
        Accept: '*/*',
        // Encoded bodies cannot be resumed; a server that encodes all the same is dealt with in the plan.
        'Accept-Encoding': 'identity',
        ...link.headers,
        ...headers,
      },
    })
    const timer = setTimeout(() => request.destroy(new AppError('TIMEOUT')), options.timeoutMs)
    request.once('response', (body) => {
      clearTimeout(timer)
      resolve({ head: headOf(body), body, url })
    })
    // Stays for good: a connection may fail again after its answer was given up.
    request.on('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    request.end()
  })
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
    isChunked: /\bchunked\b/i.test(headers['transfer-encoding'] ?? ''),
  }
}

/**
 * Where a redirect leads. What belongs to the link's own scheme, host and port is left behind when any of them
 * changes; https never leads to http. Throws ADDRESS_REFUSED.
 */
export function followed(link: Link, location: string): Link {
  const from = new URL(link.url)
  let to: URL
  try {
    to = checkedAddress(new URL(location, from).href)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('ADDRESS_REFUSED', { detail: 'the redirect leads to no address' })
  }
  if (from.protocol === 'https:' && to.protocol !== 'https:')
    throw new AppError('ADDRESS_REFUSED', {
      params: { host: to.host },
      detail: 'a redirect from https to http',
    })
  return { url: to.href, headers: to.origin === from.origin ? link.headers : {} }
}
