import { type ProxySettings, readProxyUrl } from '../../contract/proxy.ts'
import { isLoopback } from './address.ts'
import { DIRECT, type ResolveRoutes, type ProxyRoute } from './proxy.ts'

/** A proxy script may take its time, and is asked for every connection. */
const REMEMBERED_MS = 60_000

/**
 * How to reach a server by the settings. Loopback is never reached through a proxy: what it would find there is
 * another machine. Scripts see scheme, host and port alone: paths and queries may hold tokens.
 */
export function createRouteResolver(ports: {
  settings: () => ProxySettings
  password: () => Promise<string | null>
  /** Absent where the system has nothing to say. */
  systemRoutes?: ((origin: string) => Promise<ProxyRoute[]>) | undefined
  now?: () => number
}): ResolveRoutes {
  const now = ports.now ?? Date.now
  const remembered = new Map<string, { routes: Promise<ProxyRoute[]>; until: number }>()

  const systemRoutes = async (origin: string): Promise<ProxyRoute[]> => {
    if (ports.systemRoutes === undefined) return [DIRECT]
    const known = remembered.get(origin)
    if (known !== undefined && known.until > now()) return await known.routes
    const routes = ports.systemRoutes(origin)
    remembered.set(origin, { routes, until: now() + REMEMBERED_MS })
    // A failure is not remembered.
    routes.catch(() => remembered.delete(origin))
    return await routes
  }

  return async (url) => {
    const { mode, url: address, username } = ports.settings()
    if (mode === 'none' || isLoopback(url.hostname)) return [DIRECT]
    if (mode === 'system') return await systemRoutes(url.origin)
    const read = readProxyUrl(address)
    // Never around a proxy that was asked for.
    if ('problem' in read) return []
    return [{ ...read, username, password: (await ports.password()) ?? '' }]
  }
}
