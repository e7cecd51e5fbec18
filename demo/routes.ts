import type { Call, Reply } from './exchange.ts'
import type { User } from './users.ts'

interface Shape {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `:name` matches one segment. */
  path: string
}

/** An open route needs no X-Access-Token; every other receives the caller. */
export type Route =
  | (Shape & { isOpen: true; handle: (call: Call) => Reply | Promise<Reply> })
  | (Shape & { isOpen?: never; handle: (call: Call, user: User) => Reply | Promise<Reply> })

/** The route of a method and path, with the values of its `:name` segments; null when there is none. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; params: Record<string, string> } | null {
  const segments = path.split('/')
  for (const route of routes) {
    const pattern = route.path.split('/')
    if (route.method !== method || pattern.length !== segments.length) continue
    const params: Record<string, string> = {}
    const fits = pattern.every((part, n) => {
      const segment = segments[n] ?? ''
      if (!part.startsWith(':')) return part === segment
      try {
        params[part.slice(1)] = decodeURIComponent(segment)
      } catch {
        return false
      }
      return segment !== ''
    })
    if (fits) return { route, params }
  }
  return null
}
