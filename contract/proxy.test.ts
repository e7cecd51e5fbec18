import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { proxyUrlProblem, readProxyUrl } from './proxy.ts'
import { settingsPatchSchema, settingsSchema } from './settings.ts'

const noCredentials = { username: '', password: '' }

describe('readProxyUrl', () => {
  it.each([
    ['proxy.example:8080', { kind: 'http', host: 'proxy.example', port: 8080, ...noCredentials }],
    ['  http://Proxy.Example/ ', { kind: 'http', host: 'proxy.example', port: 80, ...noCredentials }],
    ['http://10.0.0.1:80', { kind: 'http', host: '10.0.0.1', port: 80, ...noCredentials }],
    ['HTTPS://proxy.example', { kind: 'https', host: 'proxy.example', port: 443, ...noCredentials }],
    ['https://proxy.example:80', { kind: 'https', host: 'proxy.example', port: 80, ...noCredentials }],
    ['socks5://[::1]', { kind: 'socks5', host: '::1', port: 1080, ...noCredentials }],
    ['socks5h://[fe80::1]:80', { kind: 'socks5', host: 'fe80::1', port: 80, ...noCredentials }],
    ['socks://localhost:9', { kind: 'socks5', host: 'localhost', port: 9, ...noCredentials }],
    [
      'http://l%40i:p%3Aa@proxy.example:1',
      { kind: 'http', host: 'proxy.example', port: 1, username: 'l@i', password: 'p:a' },
    ],
  ])('reads %j', (text, expected) => {
    expect(readProxyUrl(text)).toEqual(expected)
  })

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['ftp://proxy.example', 'scheme'],
    ['socks4://proxy.example', 'scheme'],
    ['constructor://proxy.example', 'scheme'],
    ['http://', 'not-an-address'],
    ['http://proxy.example:99999', 'not-an-address'],
    ['http://proxy.example:port', 'not-an-address'],
    ['http://proxy.example/proxy.pac', 'not-an-address'],
    ['http://proxy.example?a', 'not-an-address'],
    ['http://proxy.example#a', 'not-an-address'],
    ['http://proxy example', 'not-an-address'],
    ['http://a%20b', 'not-an-address'],
    ['http://%zz@proxy.example', 'not-an-address'],
    ['javascript:alert(1)', 'not-an-address'],
  ])('refuses %j: %s', (text, problem) => {
    expect(readProxyUrl(text)).toEqual({ problem })
    expect(proxyUrlProblem(text)).toBe(problem)
  })

  it('rejects a user name or password in the address of the settings', () => {
    for (const text of ['http://liu@h:1', 'http://:x@h:1', 'liu:x@h:1'])
      expect(proxyUrlProblem(text)).toBe('user-info')
  })

  it('never throws, and returns a host and a port that can be connected to', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl()), (text) => {
        const read = readProxyUrl(text)
        if ('problem' in read) return
        expect(read.host).toMatch(/^[\w.:-]+$/)
        expect(read.port).toBeGreaterThanOrEqual(0)
        expect(read.port).toBeLessThanOrEqual(65_535)
      }),
    )
  })
})

describe('the settings of the proxy', () => {
  it.each([undefined, 'system', { mode: 'manual' }, { mode: 'auto', url: '', username: '' }])(
    'heal from %j to the system proxy',
    (proxy) => {
      expect(settingsSchema.parse({ proxy }).proxy).toEqual({ mode: 'system', url: '', username: '' })
    },
  )

  it.each([
    [true, { mode: 'manual', url: 'socks5://h', username: 'liu' }],
    [true, { mode: 'none', url: '', username: '' }],
    [true, { mode: 'system', url: 'http://h:1', username: '' }],
    [false, { mode: 'manual', url: '', username: '' }],
    [false, { mode: 'manual', url: 'http://liu:x@h', username: '' }],
    [false, { mode: 'system', url: 'ftp://h', username: '' }],
  ])('are accepted from the page: %s, %o', (isTaken, proxy) => {
    expect(settingsPatchSchema.safeParse({ proxy }).success).toBe(isTaken)
  })
})
