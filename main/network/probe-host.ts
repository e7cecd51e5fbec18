import https from 'node:https'
import type { Network } from './network.ts'
import { USER_AGENT } from './user-agent.ts'

/** Long enough for a proxy and a slow address. */
const TIMEOUT_MS = 20_000

/**
 * Connects to a host, so that the network sees its certificate. No request needs an answer, and a failure is
 * no result: the host's own calls report it. `host`: as in a URL.
 */
export function probeHost(network: Network, host: string): Promise<void> {
  const url = new URL(`https://${host}/`)
  return new Promise((resolve) => {
    const request = https.request(url, {
      method: 'HEAD',
      headers: { 'User-Agent': USER_AGENT },
      agent: network.freshAgentFor(url),
      timeout: TIMEOUT_MS,
    })
    request.once('timeout', () => request.destroy())
    request.once('response', () => request.destroy())
    request.on('error', () => undefined)
    request.once('close', resolve)
    request.end()
  })
}
