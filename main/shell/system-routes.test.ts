import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { systemRoutes } from './system-routes.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('returns the routes of the system', async () => {
  const find = systemRoutes({ resolveProxy: async () => 'PROXY proxy.example:8080; DIRECT' })
  expect(await find('https://h.example')).toMatchObject([
    { host: 'proxy.example', port: 8080 },
    { kind: 'direct' },
  ])
})

test('a proxy script that never returns times out', async () => {
  const find = systemRoutes({ resolveProxy: () => new Promise(() => undefined) })
  const found = find('https://h.example').catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(20_000)
  expect(await found).toMatchObject({ code: 'TIMEOUT' })
})

test('an error of the system is an error', async () => {
  const find = systemRoutes({ resolveProxy: () => Promise.reject(new Error('no network service')) })
  await expect(find('https://h.example')).rejects.toThrow('no network service')
})
