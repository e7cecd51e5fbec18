import type { createAccounts } from './accounts.ts'
import { isRecord, Refusal } from './exchange.ts'
import type { Faults } from './faults.ts'
import { parseFault } from './faults.ts'
import type { createMinutes } from './minutes.ts'
import codes from './pictures/codes.json' with { type: 'json' }
import { programs } from './programs.ts'
import type { Route } from './routes.ts'

/**
 * Routes the real service does not have, for tests in other processes: request faults and inspect received
 * requests. POST /demo/faults takes one fault or a list of them.
 */
export function controlRoutes({
  faults,
  accounts,
  minutes,
  mediaRequests,
  calls,
}: {
  faults: Faults
  accounts: ReturnType<typeof createAccounts>
  minutes: ReturnType<typeof createMinutes>
  mediaRequests: readonly object[]
  calls: readonly string[]
}): Route[] {
  return [
    {
      method: 'POST',
      path: '/demo/faults',
      isOpen: true,
      handle: ({ headers, body }) => {
        if (!String(headers['content-type']).startsWith('application/json'))
          throw new Refusal(400, 'DEMO', 'JSON is expected')
        faults.next(...(Array.isArray(body) ? body : [body]).map(parseFault))
        return { status: 200, body: faults.pending() }
      },
    },
    {
      method: 'GET',
      path: '/demo/faults',
      isOpen: true,
      handle: () => ({ status: 200, body: faults.pending() }),
    },
    {
      method: 'DELETE',
      path: '/demo/faults',
      isOpen: true,
      handle: () => {
        faults.clear()
        return { status: 200, body: [] }
      },
    },
    {
      method: 'POST',
      path: '/demo/end-tokens',
      isOpen: true,
      handle: ({ body }) => {
        accounts.endTokens({ refreshToo: isRecord(body) && body.refreshToo === true })
        return { status: 200, body: { liveTokens: accounts.liveTokens() } }
      },
    },
    {
      method: 'GET',
      path: '/demo/tokens',
      isOpen: true,
      handle: () => ({ status: 200, body: { liveTokens: accounts.liveTokens() } }),
    },
    {
      method: 'GET',
      path: '/demo/minutes',
      isOpen: true,
      handle: () => ({ status: 200, body: minutes.saves() }),
    },
    {
      method: 'GET',
      path: '/demo/requests',
      isOpen: true,
      handle: () => ({ status: 200, body: mediaRequests }),
    },
    {
      method: 'GET',
      path: '/demo/calls',
      isOpen: true,
      handle: () => ({ status: 200, body: calls }),
    },
    {
      method: 'GET',
      path: '/demo/codes',
      isOpen: true,
      handle: () => ({ status: 200, body: { codes, programs: programs.map(({ id }) => id) } }),
    },
  ]
}
