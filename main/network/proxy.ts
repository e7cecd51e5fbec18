import type { ProxyUrl } from '../../contract/proxy.ts'
import { readProxyUrl } from '../../contract/proxy.ts'

/** One way to a server: direct or through one proxy. Plain data: it crosses to the worker's thread, which asks for it as it asks for links. */
export type ProxyRoute = { kind: 'direct' } | ProxyUrl

export const DIRECT: ProxyRoute = { kind: 'direct' }

/** Ways to a server, in the order in which to try them; none: the system names only proxies nobody here speaks to. */
export type ResolveRoutes = (url: URL) => Promise<ProxyRoute[]>

const SCHEMES: Readonly<Record<string, string>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS5: 'socks5',
}

/**
 * The answer of a proxy script or of Electron's resolveProxy, e.g. `PROXY a:8080; SOCKS5 b:1080; DIRECT`. What it
 * names of other kinds (SOCKS stands for version 4 there) is left out; an empty answer means DIRECT.
 */
export function readPacAnswer(answer: string): ProxyRoute[] {
  const entries = answer
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  if (entries.length === 0) return [DIRECT]
  return entries.flatMap((entry) => {
    const [word = '', address = ''] = entry.split(/\s+/)
    if (word.toUpperCase() === 'DIRECT') return [DIRECT]
    const scheme = SCHEMES[word.toUpperCase()]
    const read = scheme === undefined ? null : readProxyUrl(`${scheme}://${address}`)
    return read === null || 'problem' in read ? [] : [read]
  })
}

/** host:port, as it is shown; never who signs in there. */
export function hostOf({ host, port }: ProxyUrl): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
