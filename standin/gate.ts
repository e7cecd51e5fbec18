import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/**
 * Who may come in. A browser can be made to call a loopback address by any page it shows and by any name that is
 * pointed at 127.0.0.1, so a request needs all of: our exact Host, no foreign Origin, and the cookie that only the
 * one-time key of the printed address gives.
 */
export interface Gate {
  /** The address to open: the key in it works once. */
  readonly address: string
  /** Is the request from our own page, key or no key? */
  isOwn(headers: IncomingHttpHeaders): boolean
  /** Does it carry the cookie? */
  isKnown(headers: IncomingHttpHeaders): boolean
  /** Takes the one-time key and gives the cookie for it; null when the key is wrong or spent. */
  exchange(key: string): string | null
}

export function createGate(port: number): Gate {
  const host = `127.0.0.1:${port}`
  const origin = `http://${host}`
  const key = randomBytes(24).toString('base64url')
  const session = randomBytes(24).toString('base64url')
  // Cookies do not tell ports apart: the name does, so that two of us do not push each other out.
  const name = `meetkeep-${port}`
  let isSpent = false
  return {
    address: `${origin}/?key=${key}`,
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
      return `${name}=${session}; HttpOnly; SameSite=Strict; Path=/`
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
