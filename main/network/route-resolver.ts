import { type ProxySettings, readProxyUrl } from '../../contract/proxy.ts'
import { readForSetting } from '../read-for-setting.ts'
import { isLoopback } from './address.ts'
import { DIRECT, type ResolveRoutes, type ProxyRoute } from './proxy.ts'

/** Cache lifetime: a proxy script may be slow, and it is called for every connection. */
const REMEMBERED_MS = 60_000

/**
 * Resolves routes to a server from the settings. Loopback never uses a proxy, where it would mean another
 * machine. Scripts only get scheme, host and port: paths and queries may contain tokens.
 */
export function createRouteResolver(deps: {
  settings: () => ProxySettings
  password: () => Promise<string | null>
  /** Missing if the system has no proxy configuration. */
  systemRoutes?: ((origin: string) => Promise<ProxyRoute[]>) | undefined
  now?: () => number
}): ResolveRoutes {
  const now = deps.now ?? Date.now
  const remembered = new Map<string, { routes: Promise<ProxyRoute[]>; until: number }>()

  const systemRoutes = async (origin: string): Promise<ProxyRoute[]> => {
    if (deps.systemRoutes === undefined) return [DIRECT]
    const known = remembered.get(origin)
    if (known !== undefined && known.until > now()) return await known.routes
    const routes = deps.systemRoutes(origin)
    remembered.set(origin, { routes, until: now() + REMEMBERED_MS })
    // A failure is not cached.
    routes.catch(() => remembered.delete(origin))
    return await routes
  }

  return async (url) => {
    const isManual = deps.settings().mode === 'manual' && !isLoopback(url.hostname)
    const { setting, value: password } = isManual
      ? await readForSetting(deps.settings, deps.password)
      : { setting: deps.settings(), value: null }
    const { mode, url: address, username } = setting
    if (mode === 'none' || isLoopback(url.hostname)) return [DIRECT]
    if (mode === 'system') return await systemRoutes(url.origin)
    const read = readProxyUrl(address)
    // Never bypass a configured proxy.
    if ('problem' in read) return []
    return [{ ...read, username, password: password ?? '' }]
  }
}
