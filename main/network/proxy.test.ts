import { expect, it } from 'vitest'
import { hostOf, readPacAnswer } from './proxy.ts'

const noCredentials = { username: '', password: '' }
const direct = { kind: 'direct' }
const http = (host: string, port: number) => ({ kind: 'http', host, port, ...noCredentials })

it.each([
  ['DIRECT', [direct]],
  ['', [direct]],
  [' ; ', [direct]],
  ['PROXY a.example:8080', [http('a.example', 8080)]],
  ['proxy a.example', [http('a.example', 80)]],
  ['PROXY a:8080; PROXY b:80;DIRECT', [http('a', 8080), http('b', 80), direct]],
  ['HTTP a:1', [http('a', 1)]],
  ['HTTPS a:8443', [{ kind: 'https', host: 'a', port: 8443, ...noCredentials }]],
  ['HTTPS a', [{ kind: 'https', host: 'a', port: 443, ...noCredentials }]],
  ['SOCKS5\t[::1]:1080', [{ kind: 'socks5', host: '::1', port: 1080, ...noCredentials }]],
  // Version 4 under both names, and unknown kinds are dropped; the rest is used.
  ['SOCKS a:1; SOCKS4 b:1; QUIC c:1; PROXY d:1', [http('d', 1)]],
  ['SOCKS a:1', []],
  ['PROXY', []],
  ['PROXY a:99999; DIRECT', [direct]],
])('reads %j', (answer, routes) => {
  expect(readPacAnswer(answer)).toEqual(routes)
})

it('shows a proxy by host and port, without user name and password', () => {
  const one = { kind: 'http', port: 8080, username: 'liu', password: 'SECRET' } as const
  expect(hostOf({ ...one, host: 'a' })).toBe('a:8080')
  expect(hostOf({ ...one, host: '::1' })).toBe('[::1]:8080')
})
