import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Credentials } from '../../contract/account.ts'
import { createNetwork } from '../network/network.ts'
import type { SecretStore } from '../interfaces.ts'
import { createHttp } from './http.ts'
import { createSession } from './session.ts'
import { signedText } from './signature.ts'

const APP: Credentials = { kind: 'appId', appId: 'app', appKey: 'app-key', userId: 'u1' }
const PASSWORD: Credentials = { kind: 'password', account: '张三@corp', password: 'Passw0rd!密' }
const log = { info: () => {}, warn: () => {}, error: () => {} }
const SIGN_INS = ['/v2/usg/acs/auth/appauth', '/v1/usg/acs/auth/account']

interface Asked {
  what: string
  token: string | undefined
  headers: IncomingMessage['headers']
  body: Record<string, unknown>
}
type Reply = { status: number; body?: unknown } | 'no answer'
const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A service that issues t1, t2… to every sign-in and accepts only the newest token; `rules` are tried first. */
async function service(rules: (asked: Asked) => Reply | Promise<Reply> | undefined = () => undefined) {
  const asked: Asked[] = []
  let given = 0
  const isTokenCall = ({ what }: Asked): boolean =>
    what === 'PUT /v1/usg/acs/token' || SIGN_INS.some((path) => what === `POST ${path}`)
  const usual = (call: Asked): Reply => {
    if (isTokenCall(call)) return { status: 200, body: answerOf(`t${(given += 1)}`) }
    if (call.what.startsWith('DELETE')) return { status: 200 }
    if (call.token === `t${given}`) return { status: 200, body: { hello: call.token } }
    return { status: 401, body: { error_code: 'USG.000000004', request_id: 'server-id' } }
  }
  const server = createServer((request, answer) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      void (async () => {
        const text = Buffer.concat(chunks).toString()
        const call: Asked = {
          what: `${request.method} ${request.url}`,
          token: request.headers['x-access-token']?.toString(),
          headers: request.headers,
          body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
        }
        asked.push(call)
        const reply = (await rules(call)) ?? usual(call)
        if (reply === 'no answer') return void request.socket.destroy()
        const { status, body } = reply
        answer.writeHead(status).end(body === undefined ? '' : JSON.stringify(body))
      })()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const sent = (what: string) => asked.filter((call) => call.what === what)
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    sent,
    signIns: () => asked.filter(isTokenCall).length,
    /** Invalidates every token issued so far. */
    endTokens: () => void (given += 100),
  }
}

function answerOf(accessToken: string, more: object = {}): object {
  const now = Date.now()
  const times = { validPeriod: 56_326, expireTime: Math.floor(now / 1000) + 56_326, createTime: now }
  const user = { userId: 'u1', name: '张三', adminType: 0, numberHA1: 'HA1-SECRET', password: 'PW-SECRET' }
  return { accessToken, refreshToken: `r-${accessToken}`, ...times, user, ...more }
}

function keychain(kind: 'system' | 'session' = 'system') {
  const kept = new Map<string, string>()
  const store: SecretStore = {
    keychain: async () => kind,
    onLateKeychain: () => undefined,
    read: async (name) => kept.get(name) ?? null,
    write: async (name, value) => void kept.set(name, value),
    remove: async (name) => void kept.delete(name),
  }
  return { kept, store }
}

function open(secrets: SecretStore = keychain().store, now?: () => number) {
  const network = createNetwork({ extraCas: [], trusted: [], onRefusedCertificate: () => {} })
  const http = createHttp({ network: () => network, language: () => 'zh-CN', log, wait: async () => {} })
  return createSession({ http, secrets, log, ...(now && { now }) })
}

const hello = { method: 'GET', path: '/hello' } as const
/** A promise with its resolver. */
function gate() {
  let letThrough: () => void = () => {}
  const passed = new Promise<void>((resolve) => (letThrough = resolve))
  return { passed, letThrough }
}

describe('signing in', () => {
  it('signs the App ID in the form it is sent', async () => {
    const site = await service()
    const state = await open().signIn({ site: site.url, credentials: APP, remember: false })
    const [call] = site.sent('POST /v2/usg/acs/auth/appauth')
    expect(call?.headers).toMatchObject({ 'x-token-type': 'LongTicket', 'accept-language': 'zh-CN' })
    expect(call?.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(call?.headers.authorization).toMatch(/^HMAC-SHA256 signature=[0-9a-f]{64},access=YXBw$/)
    const { expireTime, nonce } = call?.body ?? {}
    expect(call?.body).toEqual({ appId: 'app', userId: 'u1', clientType: 72, expireTime, nonce })
    expect(signedText({ appId: 'app', userId: 'u1' }, Number(expireTime), String(nonce))).toBe(
      `app:u1:${String(expireTime)}:${String(nonce)}`,
    )
    expect(Number(expireTime)).toBeLessThan(1e11)
    expect(state.account).toMatchObject({ name: '张三', userId: 'u1', isAdmin: true, kind: 'appId' })
  })

  it('sends account and password as UTF-8', async () => {
    const site = await service()
    await open().signIn({ site: site.url, credentials: PASSWORD, remember: false })
    const [call] = site.sent('POST /v1/usg/acs/auth/account')
    const basic = call?.headers.authorization?.replace('Basic ', '') ?? ''
    expect(Buffer.from(basic, 'base64').toString('utf8')).toBe('张三@corp:Passw0rd!密')
    expect(call?.body).toMatchObject({ account: '张三@corp', clientType: 72 })
  })

  it('checks a pasted token, and rejects only one that the service rejects', async () => {
    const token = { kind: 'token', accessToken: ' pasted\n' } as const
    const outcomes = [200, 401, 403, 404, 500].map(async (status) => {
      const site = await service(({ what }) =>
        what.endsWith('/validate') ? { status, body: status === 200 ? answerOf('other') : {} } : undefined,
      )
      const session = open()
      const order = { site: site.url, credentials: token, remember: false }
      const code = await session.signIn(order).then(
        () => 'signed in',
        (error: unknown) => (error as { code: string }).code,
      )
      const [call] = site.sent('POST /v1/usg/acs/token/validate')
      expect(call?.body).toEqual({ token: 'pasted', needGenNewToken: false, needAccountInfo: true })
      return [status, code]
    })
    expect(await Promise.all(outcomes)).toEqual([
      [200, 'signed in'],
      [401, 'AUTH_REJECTED'],
      [403, 'signed in'],
      [404, 'signed in'],
      [500, 'signed in'],
    ])
  })

  it('refuses a token that cannot be sent in a header', async () => {
    const site = await service()
    for (const accessToken of ['令牌', 'a\nb', 'a b']) {
      const order = { site: site.url, credentials: { kind: 'token', accessToken } as const, remember: false }
      await expect(open().signIn(order)).rejects.toMatchObject({ code: 'AUTH_REJECTED' })
    }
    expect(site.asked).toEqual([])
  })

  it('refuses an issued token that could not be sent', async () => {
    const site = await service(({ what }) =>
      what.includes('appauth') ? { status: 200, body: answerOf('t1\r\nX-Injected: 1') } : undefined,
    )
    const order = { site: site.url, credentials: APP, remember: false }
    await expect(open().signIn(order)).rejects.toMatchObject({ code: 'BAD_ANSWER' })
  })

  it('keeps the previous sign-in when it fails', async () => {
    const site = await service()
    const other = await service(() => ({ status: 423 }))
    const session = open()
    await session.signIn({ site: site.url, credentials: APP, remember: false })
    const order = { site: other.url, credentials: APP, remember: false }
    await expect(session.signIn(order)).rejects.toMatchObject({ code: 'ACCOUNT_LOCKED' })
    expect(session.baseUrl()).toBe(site.url)
  })
})

describe('one live token', () => {
  it('is renewed once for all calls that find it expired', async () => {
    const site = await service()
    const session = open()
    await session.signIn({ site: site.url, credentials: APP, remember: false })
    site.endTokens()
    const answers = await Promise.all(Array.from({ length: 30 }, () => session.call(hello)))
    expect(new Set(answers.map(({ body }) => (body as { hello: string }).hello)).size).toBe(1)
    expect(site.signIns()).toBe(2)
    expect(site.sent('PUT /v1/usg/acs/token').map(({ token }) => token)).toEqual(['r-t1'])
  })

  it('is renewed before it expires, but a short-lived one not for every call', async () => {
    let now = Date.now()
    const site = await service(({ what }) =>
      what.includes('appauth') ? { status: 200, body: answerOf('t0', { validPeriod: 300 }) } : undefined,
    )
    const session = open(undefined, () => now)
    await session.signIn({ site: site.url, credentials: APP, remember: false })
    const tokens = async () => (await session.accessToken()) + (await session.accessToken())
    expect(await tokens()).toBe('t0t0')
    now += 295_000
    expect(await tokens()).toBe('t1t1')
  })

  it('is used until it is rejected when its expiry is unknown', async () => {
    const unknown = { validPeriod: undefined, expireTime: undefined }
    const site = await service(({ what }) =>
      what.includes('appauth') ? { status: 200, body: answerOf('t0', unknown) } : undefined,
    )
    const session = open()
    await session.signIn({ site: site.url, credentials: APP, remember: false })
    expect(await session.accessToken()).toBe('t0')
    expect(site.signIns()).toBe(1)
  })

  it('signs in again when the refresh token is rejected', async () => {
    const site = await service(({ what }) => (what.startsWith('PUT') ? { status: 401 } : undefined))
    const session = open()
    await session.signIn({ site: site.url, credentials: PASSWORD, remember: false })
    site.endTokens()
    expect((await session.call(hello)).body).toEqual({ hello: 't102' })
  })

  it('signs in again only if the service has answered: an unreachable one gets no credentials', async () => {
    const site = await service(({ what }) => (what.startsWith('PUT') ? 'no answer' : undefined))
    const session = open()
    await session.signIn({ site: site.url, credentials: PASSWORD, remember: false })
    site.endTokens()
    await expect(session.call(hello)).rejects.toMatchObject({ code: 'OFFLINE' })
    expect(site.sent('POST /v1/usg/acs/auth/account')).toHaveLength(1)
  })

  it('reports why the call was rejected, not why its refresh token was', async () => {
    const refused = { status: 403, body: { error_code: 'USG.000000009' } }
    const site = await service(({ what }) => (what.startsWith('PUT') ? refused : undefined))
    const { store } = keychain()
    await open(store).signIn({ site: site.url, credentials: PASSWORD, remember: true })
    // Remembered without the password: only the refresh token can renew it.
    const session = open(store)
    await session.restore()
    site.endTokens()
    await expect(session.call(hello)).rejects.toMatchObject({ code: 'AUTH_REJECTED' })
    expect(session.state().failure).toMatchObject({ code: 'AUTH_REJECTED', requestId: 'server-id' })
  })

  it('ends the session with the reason when a second call is rejected', async () => {
    const site = await service(({ what }) =>
      what === 'GET /hello' ? { status: 401, body: { error_code: 'X', request_id: 'server-id' } } : undefined,
    )
    const { kept, store } = keychain()
    const session = open(store)
    await session.signIn({ site: site.url, credentials: APP, remember: true })
    await expect(session.call(hello)).rejects.toMatchObject({ code: 'AUTH_REJECTED' })
    expect(site.sent('GET /hello')).toHaveLength(2)
    expect(session.state()).toMatchObject({
      account: null,
      failure: { code: 'AUTH_REJECTED', requestId: 'server-id' },
    })
    await expect.poll(() => kept.size).toBe(0)
    await expect(session.call(hello)).rejects.toMatchObject({ code: 'AUTH_REQUIRED' })
  })

  it('is not renewed for an optional call, whose refusal does not end it either', async () => {
    const site = await service(({ what }) => (what === 'GET /hello' ? { status: 401 } : undefined))
    const session = open()
    await session.signIn({ site: site.url, credentials: APP, remember: false })
    await expect(session.call({ ...hello, isOptional: true })).rejects.toMatchObject({
      code: 'AUTH_REJECTED',
    })
    expect(site.sent('GET /hello')).toHaveLength(1)
    expect(site.signIns()).toBe(1)
    expect(session.state().account).not.toBeNull()
  })

  it.each([
    ['an optional call is sent again when the service asks to wait', true, 2],
    ['one that may change something is not', false, 1],
  ])('%s', async (_, isOptional, times) => {
    let isBusy = true
    const site = await service(({ what }) => {
      if (what !== 'POST /hello' || !isBusy) return undefined
      isBusy = false
      return { status: 429 }
    })
    const session = open()
    await session.signIn({ site: site.url, credentials: APP, remember: false })
    await session.call({ ...hello, method: 'POST', isOptional }).catch(() => undefined)
    expect(site.sent('POST /hello')).toHaveLength(times)
  })

  it('cannot be renewed when it was pasted', async () => {
    const site = await service(({ what }) =>
      what.endsWith('/validate') ? { status: 200, body: answerOf('pasted') } : undefined,
    )
    const session = open()
    const credentials = { kind: 'token', accessToken: 'pasted' } as const
    await session.signIn({ site: site.url, credentials, remember: false })
    await expect(session.call(hello)).rejects.toMatchObject({ code: 'AUTH_REJECTED' })
    expect(site.signIns()).toBe(0)
    expect(site.sent('GET /hello')).toHaveLength(1)
    expect(session.state().account).toBeNull()
  })

  it('survives a failing service', async () => {
    let isDown = false
    const site = await service(({ what }) => (isDown && what !== 'GET /hello' ? { status: 503 } : undefined))
    const { store } = keychain()
    await open(store).signIn({ site: site.url, credentials: PASSWORD, remember: true })
    // Remembered without the password: only the refresh token can renew it.
    const session = open(store)
    await session.restore()
    site.endTokens()
    await expect(session.call({ ...hello, isRepeatable: false })).resolves.toBeDefined()
    site.endTokens()
    isDown = true
    await expect(session.call(hello)).rejects.toMatchObject({ code: 'SERVER_ERROR' })
    expect(session.state().account).not.toBeNull()
  })
})

describe('signing out while a renewal is pending', () => {
  async function renewing() {
    const late = gate()
    const began = gate()
    const site = await service(async (call) => {
      if (!call.what.startsWith('PUT')) return undefined as never
      began.letThrough()
      await late.passed
      return { status: 200, body: answerOf('late') }
    })
    const { kept, store } = keychain()
    const session = open(store)
    await session.signIn({ site: site.url, credentials: APP, remember: true })
    site.endTokens()
    const call = session.call(hello).catch((error: unknown) => (error as { code: string }).code)
    await began.passed
    return { site, session, kept, call, letIn: late.letThrough }
  }

  it('stays signed out, and revokes the token that arrives late', async () => {
    const { site, session, kept, call, letIn } = await renewing()
    await session.signOut()
    letIn()
    expect(await call).toBe('AUTH_REQUIRED')
    expect(session.state().account).toBeNull()
    expect(kept.size).toBe(0)
    await expect
      .poll(() => site.asked.some(({ what, token }) => what.startsWith('DELETE') && token === 'late'))
      .toBe(true)
  })

  it('keeps the next account, and never sends the previous account’s call under it', async () => {
    const { session, call, letIn } = await renewing()
    const next = await service()
    await session.signIn({ site: next.url, credentials: { ...APP, userId: 'u2' }, remember: true })
    letIn()
    expect(await call).toBe('AUTH_REQUIRED')
    expect(session.baseUrl()).toBe(next.url)
    expect(next.sent('GET /hello')).toEqual([])
  })
})

describe('signing out while a call is pending', () => {
  it('does not retry the call under another account', async () => {
    const late = gate()
    const began = gate()
    const site = await service(async ({ what }) => {
      if (what !== 'GET /hello') return undefined as never
      began.letThrough()
      await late.passed
      return { status: 401 }
    })
    const next = await service()
    // Differs from the first site's token: equal ones could not distinguish the two sign-ins.
    next.endTokens()
    const session = open()
    await session.signIn({ site: site.url, credentials: APP, remember: false })
    const call = session.call(hello).catch((error: unknown) => (error as { code: string }).code)
    await began.passed
    await session.signIn({ site: next.url, credentials: APP, remember: false })
    late.letThrough()
    expect(await call).toBe('AUTH_REQUIRED')
    expect(next.sent('GET /hello')).toEqual([])
    expect(session.baseUrl()).toBe(next.url)
  })
})

describe('the remembered session', () => {
  it.each([APP, PASSWORD])(
    'is enough to continue after a restart ($kind), and contains no password',
    async (credentials) => {
      const site = await service()
      const { kept, store } = keychain()
      const { account } = await open(store).signIn({ site: site.url, credentials, remember: true })
      expect(account?.isRemembered).toBe(true)
      expect(kept.get('session')).not.toMatch(/Passw0rd|HA1-SECRET|PW-SECRET/)
      const session = open(store)
      await session.restore()
      expect(session.state().account).toEqual(account)
      expect((await session.call(hello)).body).toEqual({ hello: 't1' })
    },
  )

  it('is not stored without a keychain, or when the user does not want it', async () => {
    const site = await service()
    for (const [kind, remember] of [
      ['session', true],
      ['system', false],
    ] as const) {
      const { kept, store } = keychain(kind)
      const { account } = await open(store).signIn({ site: site.url, credentials: APP, remember })
      expect(account?.isRemembered).toBe(false)
      expect(kept.size).toBe(0)
    }
  })

  it('is not stored when one that the user does not want stored is renewed', async () => {
    const site = await service()
    const { kept, store } = keychain()
    const session = open(store)
    await session.signIn({ site: site.url, credentials: APP, remember: false })
    site.endTokens()
    await session.call(hello)
    expect(site.signIns()).toBe(2)
    expect(kept.size).toBe(0)
  })

  it.each(['', '{', '{"version":1}', '{"version":2}', 'null'])(
    'is signed out when it reads %j',
    async (text) => {
      const { kept, store } = keychain()
      kept.set('session', text)
      const session = open(store)
      await session.restore()
      expect(session.state()).toEqual({ account: null, failure: null })
    },
  )

  it('is the only loss when the keychain fails', async () => {
    const site = await service()
    const fail = () => Promise.reject(new Error('keychain locked'))
    const session = open({
      keychain: fail,
      onLateKeychain: () => undefined,
      read: fail,
      write: fail,
      remove: fail,
    })
    await session.restore()
    const { account } = await session.signIn({ site: site.url, credentials: APP, remember: true })
    expect(account?.isRemembered).toBe(false)
    expect((await session.call(hello)).body).toEqual({ hello: 't1' })
    expect((await session.signOut()).account).toBeNull()
  })
})

describe('signing out', () => {
  it('revokes the token and deletes the session even if the service refuses', async () => {
    for (const status of [200, 500]) {
      const site = await service(({ what }) => (what.startsWith('DELETE') ? { status } : undefined))
      const { kept, store } = keychain()
      const session = open(store)
      const seen: (string | null)[] = []
      session.onChange(({ account }) => seen.push(account?.name ?? null))
      await session.signIn({ site: site.url, credentials: APP, remember: true })
      expect(await session.signOut()).toEqual({ account: null, failure: null })
      expect(site.sent('DELETE /v1/usg/acs/token').map(({ token }) => token)).toEqual(['t1'])
      expect(kept.size).toBe(0)
      expect(seen).toEqual(['张三', null])
    }
  })
})
