import type { ProxyUrl } from '../../contract/proxy.ts'
import { readProxyUrl } from '../../contract/proxy.ts'

/** One route to a server, direct or through one proxy. Plain data, so that it can be posted to the worker. */
export type ProxyRoute = { kind: 'direct' } | ProxyUrl

export const DIRECT: ProxyRoute = { kind: 'direct' }

/** Proxy routes in the order to try them; empty if the system only has proxies of unsupported kinds. */
export type ResolveRoutes = (url: URL) => Promise<ProxyRoute[]>

const SCHEMES: Readonly<Record<string, string>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS5: 'socks5',
}

/**
 * Parses the result of a proxy script or of Electron's resolveProxy, e.g. `PROXY a:8080; SOCKS5 b:1080;
 * DIRECT`. Other kinds (SOCKS means version 4 there) are ignored; an empty result means DIRECT.
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

/** host:port for display; never the credentials. */
export function hostOf({ host, port }: ProxyUrl): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
