import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import fetch from 'node-fetch'
import { expect, it } from 'vitest'
import { wasNeverSent } from './never-sent.ts'

const failed = (url: string, signal?: AbortSignal): Promise<unknown> =>
  fetch(url, { method: 'POST', body: 'x', ...(signal === undefined ? {} : { signal }) }).then(
    () => 'answered',
    (error: unknown) => error,
  )

it('an unknown host name, and a refused connection', async () => {
  expect(wasNeverSent(await failed('http://no-such-host.invalid/'))).toBe(true)
  expect(wasNeverSent(await failed('http://127.0.0.1:9/'))).toBe(true)
  // Two addresses are tried, and the combined error has no `syscall`.
  expect(wasNeverSent(await failed('http://localhost:9/'))).toBe(true)
})

it('not a request that was accepted and then cut, or not answered in time', async () => {
  const server = createServer((socket) => socket.once('data', () => isCutting && socket.destroy()))
  let isCutting = true
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  expect(wasNeverSent(await failed(url))).toBe(false)
  isCutting = false
  expect(wasNeverSent(await failed(url, AbortSignal.timeout(50)))).toBe(false)
  server.close()
})

it.each([
  [null],
  ['text'],
  [new Error('any')],
  [{ code: 'ECONNRESET' }],
  [{ code: 'EPIPE', syscall: 'write' }],
])('not %s', (error) => expect(wasNeverSent(error)).toBe(false))

it.each([[{ code: 'EMFILE' }], [{ code: 'ENFILE' }], [{ code: 'EMFILE', syscall: 'connect' }]])(
  'no descriptor for a socket: %s',
  (error) => expect(wasNeverSent(error)).toBe(true),
)
