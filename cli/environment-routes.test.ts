import { describe, expect, it } from 'vitest'
import { environmentRoutes } from './environment-routes.ts'
import { UsageError } from './usage-error.ts'

const kindOf = async (env: Record<string, string>, url = 'https://api.example') => {
  const [way] = await environmentRoutes(env)(new URL(url).origin)
  return way?.kind === 'direct' ? 'direct' : `${way?.host}:${way?.port}`
}

describe('the proxy of the environment', () => {
  it.each([
    ['direct', {}],
    ['direct', { HTTPS_PROXY: ' ', HTTP_PROXY: 'http://h:1' }],
    ['h:1', { HTTPS_PROXY: 'http://h:1' }],
    ['l:2', { HTTPS_PROXY: 'http://h:1', https_proxy: 'l:2' }],
    ['a:3', { ALL_PROXY: 'socks5h://a:3' }],
    ['h:1', { all_proxy: 'socks5://a:3', HTTPS_PROXY: 'http://h:1' }],
    ['h:1', { HTTPS_PROXY: 'http://h:1', https_proxy: '' }],
  ])('is %s for %o', async (expected, env) => {
    expect(await kindOf(env)).toBe(expected)
  })

  it('may have a user name and a password', async () => {
    expect(await environmentRoutes({ HTTPS_PROXY: 'http://liu:p%40ss@h:1' })('https://a.example')).toEqual([
      { kind: 'http', host: 'h', port: 1, username: 'liu', password: 'p@ss' },
    ])
  })

  it('is refused when it is none, without repeating it', () => {
    const open = () => environmentRoutes({ ALL_PROXY: 'ftp://liu:SECRET@h' })
    expect(open).toThrow(UsageError)
    // These are all its fields, so the password is in none.
    expect(open).toThrow(
      expect.objectContaining({
        problem: 'notAProxy',
        message: 'notAProxy',
        values: { variable: 'ALL_PROXY' },
      }),
    )
  })
})

describe('NO_PROXY', () => {
  it.each([
    ['*', 'https://api.example', true],
    ['api.example', 'https://api.example', true],
    ['API.Example', 'https://api.example:8443', true],
    ['example', 'https://api.example', true],
    ['.example', 'https://api.example', true],
    ['*.example', 'https://api.example', true],
    ['a, api.example ,b', 'https://api.example', true],
    ['a b', 'https://b', true],
    ['api.example:443', 'https://api.example', true],
    ['api.example:8443', 'https://api.example', false],
    ['api.example:8443', 'https://api.example:8443', true],
    ['pi.example', 'https://api.example', false],
    ['api.example.org', 'https://api.example', false],
    ['', 'https://api.example', false],
    [',,', 'https://api.example', false],
    ['10.1.2.3', 'https://10.1.2.3:8443', true],
    ['10.1.2.3:8443', 'https://10.1.2.3:8443', true],
    ['2.3', 'https://10.1.2.3', false],
    ['10.0.0.0/8', 'https://10.1.2.3', true],
    ['10.0.0.0/16', 'https://10.1.2.3', false],
    ['10.0.0.0/99', 'https://10.1.2.3', false],
    ['10.0.0.0/8', 'https://10.example', false],
    ['fd00::/8', 'https://[fd00::1]', true],
    ['[fd00::1]', 'https://[fd00::1]', true],
    ['fd00::1', 'https://[fd00::2]', false],
  ])('%j exempts %s: %s', async (list, url, isExempt) => {
    const kind = await kindOf({ HTTPS_PROXY: 'http://h:1', NO_PROXY: list }, url)
    expect(kind).toBe(isExempt ? 'direct' : 'h:1')
  })
})
