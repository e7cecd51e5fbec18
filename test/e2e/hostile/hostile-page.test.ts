import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect } from 'vitest'
import type { CallName } from '../../../contract/ipc.ts'
import type { OpenApp } from '../app.ts'
import { call } from '../call.ts'
import { test } from '../fixtures.ts'
import { tryInterfaces } from './browser-interfaces.ts'
import { boxesOf, declineBoxes } from './decline-boxes.ts'
import { CANARY, hostileInputs } from './hostile-calls.ts'

/*
 * A script with the whole bridge, as a fault in the page would give it to an attacker. Its user presses nothing in the
 * page, and declines every box of main. Nothing may reach the attacker's server, and nothing may be trusted or read.
 */

let app: OpenApp
const received: string[] = []
let attacker: Server
let server = ''
let home = ''

test.beforeAll(async ({ openSharedApp }) => {
  attacker = createServer((request, response) => {
    let text = `${request.method} ${request.url} ${JSON.stringify(request.headers)}`
    request.on('data', (data) => (text += String(data)))
    request.on('end', () => received.push(text))
    response.setHeader('access-control-allow-origin', '*').end('{"accessToken":"x","data":[]}')
  })
  attacker.on('connect', (request, socket) => {
    received.push(`CONNECT ${request.url}`)
    socket.destroy()
  })
  // WebRTC speaks no HTTP.
  attacker.on('clientError', (_error, socket) => {
    received.push('not HTTP')
    socket.destroy()
  })
  attacker.on('upgrade', (request, socket) => {
    received.push(`UPGRADE ${request.url}`)
    socket.destroy()
  })
  await new Promise<void>((resolve) => attacker.listen(0, '127.0.0.1', resolve))
  server = `http://127.0.0.1:${(attacker.address() as AddressInfo).port}`
  home = await mkdtemp(join(tmpdir(), 'meetkeep-hostile-'))
  // An account has signed in here before.
  await writeFile(join(home, 'settings.json'), JSON.stringify({ accounts: ['ab'.repeat(32)] }))
  app = await openSharedApp({ demo: true, home })
  await app.page.getByRole('navigation').getByRole('link', { name: 'Settings' }).waitFor()
  await declineBoxes(app.page)
})
afterAll(async () => {
  attacker.close()
  await app.close()
  await rm(home, { recursive: true })
})
beforeEach(() => void (received.length = 0))

/** Each answer of a call, as the page gets it. */
const tryCall = (name: CallName, input: unknown): Promise<string> =>
  app.page.evaluate(
    async ([channel, message]) => {
      const { meetkeep } = globalThis as unknown as { meetkeep: { call(...of: unknown[]): Promise<unknown> } }
      return JSON.stringify(await meetkeep.call(channel, message).catch(String)) ?? ''
    },
    [name, input] as const,
  )

test('no call carries anything out, trusts anything or reads the screen', async () => {
  await app.page.evaluate(() => {
    navigator.mediaDevices.getDisplayMedia = () => {
      Object.assign(globalThis, { wasScreenRead: true })
      return Promise.reject(new DOMException('Permission denied by user', 'NotAllowedError'))
    }
  })
  const before = await call(app.page, 'settings.get')
  const inputs = Object.entries(hostileInputs(server)) as [CallName, unknown[] | null][]
  for (const [name, given] of inputs) for (const input of given ?? []) await tryCall(name, input)
  // What was stored is used once more.
  for (const name of ['meetings.onServer', 'recordings.page', 'doctor.examine'] as const)
    await tryCall(name, hostileInputs(server)[name]?.[0])

  expect(received).toEqual([])
  const after = await call(app.page, 'settings.get')
  expect(after.meetingsUrl).toBe(before.meetingsUrl)
  expect(after.proxy.mode).toBe('system')
  expect(after.site).toBe(before.site)
  expect(after.folder).toBe(before.folder)
  expect(await call(app.page, 'certificates.list')).toEqual([])
  expect(await app.page.evaluate(() => 'wasScreenRead' in globalThis)).toBe(false)
  const account = (await call(app.page, 'account.get')).account
  expect(account?.isDemo).toBe(true)
  for (const name of await readdir(app.home)) expect(name).not.toContain(CANARY)
  const stored = JSON.parse(await readFile(join(app.home, 'settings.json'), 'utf8')) as { trusted: unknown }
  expect(stored.trusted ?? []).toEqual([])

  // Each of these was asked, and declined.
  const asked = (await boxesOf(app.page)).join('\n')
  for (const words of [
    'Sign in to',
    'Sign in with another account',
    'Load meetings from',
    'Connect through the proxy',
    'Read the screen',
  ])
    expect(asked).toContain(words)
})

test('no interface of the browser carries anything out', async () => {
  const tried = await app.page.evaluate(tryInterfaces, [server, CANARY] as const)
  expect(tried).toBeGreaterThan(50)
  expect(received).toEqual([])
})
