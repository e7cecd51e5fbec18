import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/**
 * Authenticates requests. Any page in a browser, and any name that resolves to 127.0.0.1, can call a loopback
 * address, so a request needs all of: our exact Host, no foreign Origin, and the cookie that is issued only
 * for the one-time key of the printed address.
 *
 * A browser sends a cookie to every port of a host (RFC 6265, 8.5), also to the server of another user of this
 * machine. It does not send it to other paths: the cookie belongs to a random one, below which the page is.
 */
export interface Gate {
  /** The address to open: its key works once. */
  readonly address: string
  /** The random path of the page, '/…/'. */
  readonly root: string
  /** Whether the request comes from our own page, with or without the key. */
  isOwn(headers: IncomingHttpHeaders): boolean
  /** Whether it has the cookie. */
  isKnown(headers: IncomingHttpHeaders): boolean
  /** Exchanges the one-time key for the cookie; null if the key is wrong or spent. */
  exchange(key: string): string | null
}

export function createGate(port: number): Gate {
  const host = `127.0.0.1:${port}`
  const origin = `http://${host}`
  const root = `/${randomBytes(24).toString('base64url')}/`
  const key = randomBytes(24).toString('base64url')
  const session = randomBytes(24).toString('base64url')
  // Cookies are not separated by port: the name is, so that two instances do not overwrite each other's.
  const name = `meetkeep-${port}`
  let isSpent = false
  return {
    address: `${origin}${root}?key=${key}`,
    root,
    isOwn: (headers) =>
      headers.host === host &&
      (headers.origin === undefined || headers.origin === origin) &&
      ['same-origin', 'none', undefined].includes(one(headers['sec-fetch-site'])),
    isKnown: (headers) =>
      (headers.cookie ?? '')
        .split(';')
        .map((pair) => pair.trim())
        .some((pair) => pair.startsWith(`${name}=`) && isSame(pair.slice(name.length + 1), session)),
    exchange(given) {
      if (isSpent || !isSame(given, key)) return null
      isSpent = true
      return `${name}=${session}; HttpOnly; SameSite=Strict; Path=${root}`
    },
  }
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join() : header
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
