import { z } from 'zod'

export const MAX_PROXY_URL_LENGTH = 300
/** Of a user name, and of a password: SOCKS counts each in one byte (RFC 1929). */
export const MAX_PROXY_CREDENTIAL_LENGTH = 255

/** How the app reaches servers: as the system says, through one proxy, or directly. */
export const proxySettingsSchema = z.object({
  mode: z.enum(['system', 'manual', 'none']),
  /** For 'manual'; see readProxyUrl. Without user name and password. */
  url: z.string().max(MAX_PROXY_URL_LENGTH),
  /** The password is a secret of main's and never here. */
  username: z.string().max(MAX_PROXY_CREDENTIAL_LENGTH),
})
export type ProxySettings = z.infer<typeof proxySettingsSchema>

/** What the page may set: a manual proxy has to have an address. */
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
  // Names are left to the proxy in all three: often it alone can look them up.
  socks: 'socks5',
  socks5: 'socks5',
  socks5h: 'socks5',
}
const PORTS = { http: 80, https: 443, socks5: 1080 } as const

/** Reads `proxy.example:8080`, `http://…`, `https://…` or `socks5://…`, with a user name and password or without. */
export function readProxyUrl(text: string): ProxyUrl | { problem: ProxyUrlProblem } {
  const trimmed = text.trim()
  if (trimmed === '') return { problem: 'empty' }
  const [, scheme = 'http', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/i.exec(trimmed) ?? []
  const kind = Object.hasOwn(KINDS, scheme.toLowerCase()) ? KINDS[scheme.toLowerCase()] : undefined
  if (kind === undefined) return { problem: 'scheme' }
  try {
    // As http whatever it is: of other schemes a URL's parser takes any text for a host.
    const url = new URL(`http://${rest}`)
    // Chromium's parser takes spaces in a host, and escapes them.
    const isHost = /^(\[[\da-f:.]+\]|[\w.-]+)$/.test(url.hostname)
    if (!isHost || url.pathname !== '/' || url.search !== '' || url.hash !== '')
      return { problem: 'not-an-address' }
    // Not url.port, which is empty for http's own 80.
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

/** What is wrong with an address in the settings, where user name and password have places of their own. */
export function proxyUrlProblem(text: string): ProxyUrlProblem | null {
  const read = readProxyUrl(text)
  if ('problem' in read) return read.problem
  return read.username !== '' || read.password !== '' ? 'user-info' : null
}
