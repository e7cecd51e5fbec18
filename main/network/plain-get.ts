import http from 'node:http'
import https from 'node:https'
import { AppError } from '../../contract/errors.ts'
import type { Link } from '../interfaces.ts'
import { checkedAddress } from './address.ts'
import { USER_AGENT } from './user-agent.ts'

/**
 * One GET of a small file, without following redirects; node:http tells a body that ended from one that was
 * cut. Resolves when the head has arrived. Rejects with the network error, or ADDRESS_REFUSED. An aborted
 * signal also ends the body.
 */
export function plainGet(
  { url: address, headers }: Link,
  { agentFor, signal }: { agentFor: (url: URL) => http.Agent; signal: AbortSignal },
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const url = checkedAddress(address)
    const send = url.protocol === 'https:' ? https.request : http.request
    const request = send(url, {
      agent: agentFor(url),
      headers: { Accept: '*/*', 'User-Agent': USER_AGENT, 'Accept-Encoding': 'identity', ...headers },
      signal,
    })
    request.once('response', resolve)
    // Without a listener Node closes without an error.
    request.once('upgrade', (_, socket) => {
      socket.destroy()
      reject(new AppError('BAD_ANSWER', { detail: `another protocol at ${url.host}` }))
    })
    // Never removed: a connection may fail again after its answer was abandoned.
    request.on('error', reject)
    request.end()
  })
}
