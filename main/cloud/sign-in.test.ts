import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Credentials } from '../../contract/account.ts'
import { AppError } from '../../contract/errors.ts'
import { clientHttp } from '../../test/cloud-client.ts'
import { type Given, jsonSite } from '../../test/json-site.ts'
import { authorizationHeader } from './signature.ts'
import { refreshed, revoke, signInWith } from './sign-in.ts'

const NOW = Date.parse('2026-08-01T00:00:00.999Z')
const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function siteOf(given: Given) {
  const site = await jsonSite(() => given)
  closers.push(site.close)
  const deps = { http: clientHttp().http, baseUrl: site.url, now: () => NOW }
  const asked = () => {
    const [call] = site.asked
    if (call === undefined) throw new Error('nothing was asked')
    return {
      ...call,
      body: call.body === '' ? undefined : (JSON.parse(call.body) as Record<string, unknown>),
    }
  }
  return { deps, asked, site }
}
const given = { body: { accessToken: 'a', validPeriod: 5 } }

describe('an App ID', () => {
  it.each<[string, string | undefined, string | undefined]>([
    ['a user', 'u1', undefined],
    ['the default administrator', undefined, undefined],
    ['an enterprise', 'u1', 'corp'],
    ['the provider itself, by an empty corpId that is signed and not sent', undefined, ''],
  ])('signs in %s for ten minutes', async (_, userId, corpId) => {
    const { deps, asked } = await siteOf(given)
    const who = { ...(userId === undefined ? {} : { userId }), ...(corpId === undefined ? {} : { corpId }) }
    const credentials: Credentials = { kind: 'appId', appId: 'app', appKey: 'key', ...who }
    expect(await signInWith(deps, credentials)).toEqual({ accessToken: 'a', validPeriod: 5 })
    const { method, path, headers, body } = asked()
    expect([method, path, headers['x-token-type']]).toEqual([
      'POST',
      '/v2/usg/acs/auth/appauth',
      'LongTicket',
    ])
    const { nonce, ...rest } = body ?? {}
    const expireTime = Math.floor(NOW / 1000) + 600
    expect(rest).toEqual({
      appId: 'app',
      clientType: 72,
      expireTime,
      ...(userId === undefined ? {} : { userId }),
      ...(corpId === undefined || corpId === '' ? {} : { corpId }),
    })
    const identity = { appId: 'app', userId, corpId }
    expect(headers.authorization).toBe(authorizationHeader(identity, 'key', expireTime, String(nonce)))
  })
})

it('an account signs in with its password', async () => {
  const { deps, asked } = await siteOf(given)
  await signInWith(deps, { kind: 'password', account: 'li', password: 'pw' })
  const { method, path, headers, body } = asked()
  expect([method, path]).toEqual(['POST', '/v1/usg/acs/auth/account'])
  expect(headers.authorization).toBe(`Basic ${Buffer.from('li:pw').toString('base64')}`)
  expect(body).toEqual({ account: 'li', clientType: 72, createTokenType: 0 })
})

describe('a pasted token', () => {
  const credentials: Credentials = { kind: 'token', accessToken: 'pasted' }

  it('keeps the token and its expiry, without lifetime or refresh token', async () => {
    const body = {
      accessToken: 'other',
      validPeriod: 5,
      expireTime: 9,
      refreshToken: 'r',
      user: { name: 'Li' },
    }
    const { deps, asked } = await siteOf({ body })
    expect(await signInWith(deps, credentials)).toEqual({
      accessToken: 'pasted',
      validPeriod: null,
      expireTime: 9,
      refreshToken: null,
      user: { name: 'Li' },
    })
    const { method, path, headers } = asked()
    expect([method, path, headers['x-access-token']]).toEqual([
      'POST',
      '/v1/usg/acs/token/validate',
      'pasted',
    ])
  })

  it('is accepted without the invalid fields of an answer', async () => {
    const { deps } = await siteOf({ body: '<html>' })
    expect(await signInWith(deps, credentials)).toEqual({
      accessToken: 'pasted',
      refreshToken: null,
      validPeriod: null,
    })
  })

  it.each([
    [403, undefined],
    [404, undefined],
    [400, undefined],
    [401, 'AUTH_REJECTED'],
    [423, 'ACCOUNT_LOCKED'],
  ])('after %i is verified by a call, unless it is rejected: %s', async (status, code) => {
    const { deps } = await siteOf({ status })
    const signedIn = signInWith(deps, credentials)
    if (code === undefined) expect(await signedIn).toEqual({ accessToken: 'pasted' })
    else await expect(signedIn).rejects.toMatchObject({ code })
  })

  it('is verified again when the service is busy', async () => {
    const { deps, site } = await siteOf({ status: 503 })
    expect(await signInWith(deps, credentials)).toEqual({ accessToken: 'pasted' })
    expect(site.asked).toHaveLength(3)
  })

  it.each([
    'OFFLINE',
    'TIMEOUT',
    'CERT_UNTRUSTED',
    'CERT_CHANGED',
    'ADDRESS_REFUSED',
    'PROXY_FAILED',
  ] as const)('is not verified if the service cannot be reached: %s', async (code) => {
    const ask = () => Promise.reject(new AppError(code))
    const deps = { http: { ask, send: ask }, baseUrl: 'https://one.example', now: () => NOW }
    await expect(signInWith(deps, credentials)).rejects.toMatchObject({ code })
  })
})

describe('a refusal', () => {
  const credentials: Credentials = { kind: 'password', account: 'li', password: 'pw' }

  it('is marked as a sign-in failure, with its other params', async () => {
    const { deps } = await siteOf({ status: 401, body: { error_code: 'USG.1', error_msg: 'no' } })
    await expect(signInWith(deps, credentials)).rejects.toMatchObject({
      failure: {
        code: 'AUTH_REJECTED',
        requestId: 'answer-1',
        params: { serviceCode: 'USG.1', at: 'sign-in' },
      },
    })
  })

  it('is not reported if the service failed', async () => {
    const { deps } = await siteOf({ status: 500 })
    const error = (await signInWith(deps, credentials).catch((reason: unknown) => reason)) as AppError
    expect([error.code, error.failure.params?.['at']]).toEqual(['SERVER_ERROR', undefined])
  })
})

it('a token is renewed with its refresh token, and revoked with itself', async () => {
  const renewing = await siteOf(given)
  expect(await refreshed(renewing.deps, 'r')).toEqual({ accessToken: 'a', validPeriod: 5 })
  expect(renewing.asked()).toMatchObject({
    method: 'PUT',
    path: '/v1/usg/acs/token',
    headers: { 'x-access-token': 'r' },
  })
  const ending = await siteOf({})
  await revoke(ending.deps, 'a')
  expect(ending.asked()).toMatchObject({
    method: 'DELETE',
    path: '/v1/usg/acs/token',
    headers: { 'x-access-token': 'a' },
  })
})

it('a sign-in whose answer has an invalid head is repeated once, with another signature', async () => {
  const nonces: string[] = []
  const server = createServer((socket) => {
    socket.on('error', () => {})
    let sent = ''
    socket.on('data', (chunk) => {
      sent += chunk.toString('utf8')
      const nonce = /"nonce":"([^"]+)"[^]*\}$/.exec(sent)?.[1]
      if (nonce === undefined) return
      nonces.push(nonce)
      socket.end('HTTP/1.1 200 OK\nContent-Length: 19\n\n{"accessToken":"a"}')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => server.close())
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const deps = { http: clientHttp().http, baseUrl, now: () => NOW }
  expect(await signInWith(deps, { kind: 'appId', appId: 'app', appKey: 'key' })).toEqual({ accessToken: 'a' })
  expect(new Set(nonces).size).toBe(2)
})

it('the web page of a filter is no refusal of a sign-in', async () => {
  const { deps } = await siteOf({ status: 403, body: '<html>blocked</html>' })
  const error = await signInWith(deps, { kind: 'password', account: 'li', password: 'pw' }).catch(
    (reason: unknown) => reason,
  )
  expect((error as AppError).failure).toMatchObject({ code: 'BAD_ANSWER' })
  expect((error as AppError).failure.params).toBeUndefined()
})
