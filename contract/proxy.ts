import { z } from 'zod'

export const MAX_PROXY_URL_LENGTH = 300
/** Maximum length of a user name, and of a password: SOCKS encodes each length in one byte (RFC 1929). */
export const MAX_PROXY_CREDENTIAL_LENGTH = 255

/** How the app reaches servers: with the system's settings, through one proxy, or directly. */
export const proxySettingsSchema = z.object({
  mode: z.enum(['system', 'manual', 'none']),
  /** For 'manual'; see readProxyUrl. Without user name and password. */
  url: z.string().max(MAX_PROXY_URL_LENGTH),
  /** The password is a secret in main and never here. */
  username: z.string().max(MAX_PROXY_CREDENTIAL_LENGTH),
})
export type ProxySettings = z.infer<typeof proxySettingsSchema>

/** Settings the page may change: a manual proxy must have an address. */
export const proxyPatchSchema = proxySettingsSchema.refine(
  ({ mode, url }) => (mode !== 'manual' && url === '') || proxyUrlProblem(url) === null,
)

export interface ProxyUrl {
  kind: 'http' | 'https' | 'socks5'
  /** A name or an address, IPv6 without brackets. */
  host: string
  port: number
  /** Decoded; '' for none. */
  username: string
  password: string
}
export type ProxyUrlProblem = 'empty' | 'not-an-address' | 'scheme' | 'user-info'

const KINDS: Readonly<Record<string, ProxyUrl['kind']>> = {
  http: 'http',
  https: 'https',
  // All three resolve names at the proxy, often the only host that can.
  socks: 'socks5',
  socks5: 'socks5',
  socks5h: 'socks5',
}
const PORTS = { http: 80, https: 443, socks5: 1080 } as const

/**
 * Parses `proxy.example:8080`, `http://…`, `https://…` or `socks5://…`, with or without a user name and
 * password.
 */
export function readProxyUrl(text: string): ProxyUrl | { problem: ProxyUrlProblem } {
  const trimmed = text.trim()
  if (trimmed === '') return { problem: 'empty' }
  const [, scheme = 'http', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/i.exec(trimmed) ?? []
  const kind = Object.hasOwn(KINDS, scheme.toLowerCase()) ? KINDS[scheme.toLowerCase()] : undefined
  if (kind === undefined) return { problem: 'scheme' }
  try {
    // Parsed as http: for other schemes a URL parser accepts any text as a host.
    const url = new URL(`http://${rest}`)
    // Chromium's parser accepts spaces in a host, and escapes them.
    const isHost = /^(\[[\da-f:.]+\]|[\w.-]+)$/.test(url.hostname)
    if (!isHost || url.pathname !== '/' || url.search !== '' || url.hash !== '')
      return { problem: 'not-an-address' }
    // Not url.port, which is empty for http's default 80.
    const port = /:(\d+)\/?$/.exec(rest)?.[1]
    return {
      kind,
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: port === undefined ? PORTS[kind] : Number(port),
      username: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
    }
  } catch {
    return { problem: 'not-an-address' }
  }
}

/** Validates an address in the settings, which have separate fields for user name and password. */
export function proxyUrlProblem(text: string): ProxyUrlProblem | null {
  const read = readProxyUrl(text)
  if ('problem' in read) return read.problem
  return read.username !== '' || read.password !== '' ? 'user-info' : null
}
