import { expect, it, vi } from 'vitest'
import type { ProxySettings } from '../../contract/proxy.ts'
import { createScheduler } from '../../test/scheduler.ts'
import { createRouteResolver } from './route-resolver.ts'
import { readPacAnswer, type ProxyRoute } from './proxy.ts'

const far = new URL('https://api.example:8443/path?token=SECRET')
const direct = [{ kind: 'direct' }]
const there = readPacAnswer('PROXY of-the-system:1')

function finder(settings: Partial<ProxySettings>, systemRoutes?: (origin: string) => Promise<ProxyRoute[]>) {
  let now = 0
  const find = createRouteResolver({
    settings: () => ({ mode: 'system', url: '', username: '', ...settings }),
    password: async () => 'hush',
    systemRoutes,
    now: () => now,
  })
  return { find, pass: (ms: number) => (now += ms) }
}

it('uses the manual proxy, with its user name and password', async () => {
  const { find } = finder({ mode: 'manual', url: 'socks5://p:1', username: 'liu' }, async () => there)
  expect(await find(far)).toEqual([{ kind: 'socks5', host: 'p', port: 1, username: 'liu', password: 'hush' }])
})

it('fails for an invalid proxy address instead of connecting directly', async () => {
  expect(await finder({ mode: 'manual', url: 'ftp://p' }).find(far)).toEqual([])
})

it('connects directly if no proxy is wanted or known', async () => {
  expect(await finder({ mode: 'none', url: 'http://p' }, async () => there).find(far)).toEqual(direct)
  expect(await finder({ mode: 'system' }).find(far)).toEqual(direct)
})

it.each(['https://localhost/', 'https://127.0.0.1:1/', 'https://[::1]/'])(
  'always connects directly to %s',
  async (here) => {
    for (const mode of ['system', 'manual'] as const)
      expect(await finder({ mode, url: 'http://p' }, async () => there).find(new URL(here))).toEqual(direct)
  },
)

it('asks the system only about the origin, and caches the answer for a minute', async () => {
  const systemRoutes = vi.fn(async () => there)
  const { find, pass } = finder({}, systemRoutes)
  expect(await find(far)).toEqual(there)
  await find(new URL('https://api.example:8443/other'))
  expect(systemRoutes.mock.calls).toEqual([['https://api.example:8443']])
  pass(60_001)
  await find(far)
  expect(systemRoutes).toHaveBeenCalledTimes(2)
})

it('resolves again after a failure', async () => {
  const systemRoutes = vi.fn(async () => there).mockRejectedValueOnce(new Error('no script'))
  const { find } = finder({}, systemRoutes)
  await expect(find(far)).rejects.toThrow('no script')
  expect(await find(far)).toEqual(there)
})

it('sends no password of the next proxy to the one before', async () => {
  const gates = createScheduler()
  gates.hold('password')
  let settings: ProxySettings = { mode: 'manual', url: 'http://a:1', username: 'liu' }
  let secret = 'of a'
  const find = createRouteResolver({
    settings: () => settings,
    password: async () => {
      await gates.pass('password')
      return secret
    },
  })
  const finding = find(far)
  await gates.reached('password')
  settings = { ...settings, url: 'http://b:1' }
  secret = 'of b'
  gates.release('password')
  expect(await finding).toEqual([{ kind: 'http', host: 'b', port: 1, username: 'liu', password: 'of b' }])
})
