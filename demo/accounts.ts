import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Call } from './exchange.ts'
import { isRecord, Refusal } from './exchange.ts'
import type { Route } from './routes.ts'
import type { User } from './users.ts'
import { ADMINISTRATOR, DEMO_ACCOUNT, DEMO_APP, users } from './users.ts'

const REFRESH_SECONDS = 2_592_000
/** clientType 72: a user may hold 64 tokens and the next one ends the oldest; any other type holds one. */
const TOKENS_PER_USER = 64
const WRONG_PASSWORDS = 5
const LOCK_MS = 60_000

interface Token {
  access: string
  refresh: string
  user: User
  clientType: number
  createdAt: number
  endsAt: number
}

/**
 * Sign-in as documented on the pages "Authenticating an App ID", "Authenticating an Account", "Refreshing a
 * Token", "Verifying a Token" and "Logging Out". `now` is in ms; `tokenSeconds` is the lifetime of an access
 * token.
 */
export function createAccounts({ now, tokenSeconds }: { now: () => number; tokenSeconds: number }) {
  let tokens: Token[] = []
  const registered: User[] = []
  let wrongPasswords = 0
  let lockedUntil = 0

  function issue(user: User, clientType: number): Token {
    const same = tokens.filter((token) => token.user === user && token.clientType === clientType)
    const spare = same.slice(0, Math.max(0, same.length - (clientType === 72 ? TOKENS_PER_USER : 1) + 1))
    const token: Token = {
      access: `cnr${randomBytes(24).toString('base64url')}`,
      refresh: `cnr${randomBytes(24).toString('base64url')}`,
      user,
      clientType,
      createdAt: now(),
      endsAt: now() + tokenSeconds * 1000,
    }
    tokens = [...tokens.filter((other) => !spare.includes(other)), token]
    return token
  }

  /** Registers an unknown user as an ordinary one; '' is the default administrator. */
  function userNamed(id: string): User {
    if (id === '') return ADMINISTRATOR
    const known = [...users, ...registered].find((user) => user.id === id)
    if (known !== undefined) return known
    const user: User = { id, account: id, name: id, nameEn: id, adminType: 2 }
    registered.push(user)
    return user
  }

  function liveToken(access: string | undefined): Token | null {
    const token = tokens.find((one) => one.access === access)
    return token !== undefined && token.endsAt > now() ? token : null
  }

  function signInWithApp(call: Call): Token {
    const body = isRecord(call.body) ? call.body : {}
    const { appId, corpId, userId, expireTime, nonce, clientType } = body
    if (call.headers['x-token-type'] !== 'LongTicket') throw badParameter('X-Token-Type')
    if (typeof nonce !== 'string' || nonce.length < 32 || nonce.length > 64) throw badParameter('nonce')
    if (!Number.isInteger(expireTime) || Number(expireTime) < 0) throw badParameter('expireTime')
    if (!Number.isInteger(clientType)) throw badParameter('clientType')
    if (userId !== undefined && (typeof userId !== 'string' || userId.length > 64))
      throw badParameter('userId')
    // This app belongs to one enterprise: authentication with a corpId fails, even if correctly signed.
    const isKnown = appId === DEMO_APP.id && (corpId === undefined || corpId === '')
    const signed = /^HMAC-SHA256 signature=([0-9a-fA-F]{64}),\s*access=(\S+)$/.exec(
      call.headers.authorization ?? '',
    )
    const expected = createHmac('sha256', DEMO_APP.key)
      .update(`${DEMO_APP.id}:${userId ?? ''}:${String(expireTime)}:${nonce}`, 'utf8')
      .digest()
    const isSigned =
      signed !== null &&
      timingSafeEqual(Buffer.from(signed[1] ?? '', 'hex'), expected) &&
      signed[2] === Buffer.from(DEMO_APP.id).toString('base64')
    if (!isKnown || !isSigned) throw new Refusal(401, 'USG.206010025', 'App ID verification failed')
    if (expireTime !== 0 && Number(expireTime) * 1000 < now())
      throw new Refusal(401, 'USG.206010057', 'App ID authentication information expired')
    return issue(userNamed(userId ?? ''), Number(clientType))
  }

  function signInWithPassword(call: Call): Token {
    const body = isRecord(call.body) ? call.body : {}
    if (now() < lockedUntil) throw new Refusal(423, 'USG.206030015', 'The user is locked')
    if (!Number.isInteger(body.clientType)) throw badParameter('clientType')
    if (typeof body.account !== 'string' || body.account === '') throw badParameter('account')
    const basic = Buffer.from(`${DEMO_ACCOUNT.account}:${DEMO_ACCOUNT.password}`, 'utf8').toString('base64')
    if (body.account !== DEMO_ACCOUNT.account || call.headers.authorization !== `Basic ${basic}`) {
      wrongPasswords += 1
      if (wrongPasswords % WRONG_PASSWORDS === 0) lockedUntil = now() + LOCK_MS
      throw new Refusal(401, 'USG.206010000', 'Incorrect account or password')
    }
    wrongPasswords = 0
    return issue(ADMINISTRATOR, Number(body.clientType))
  }

  function refresh(call: Call): Token {
    const old = tokens.find((token) => token.refresh === call.headers['x-access-token'])
    if (old === undefined || old.createdAt + REFRESH_SECONDS * 1000 <= now()) throw badToken()
    // A refresh token can be exchanged once; the access token issued with it expires independently.
    old.refresh = ''
    return issue(old.user, old.clientType)
  }

  function validate(call: Call): object {
    const body = isRecord(call.body) ? call.body : {}
    if (typeof body.token !== 'string') throw badParameter('token')
    if (typeof body.needGenNewToken !== 'boolean') throw badParameter('needGenNewToken')
    const token = liveToken(body.token)
    if (token === null) throw badToken()
    const shown = body.needGenNewToken ? issue(token.user, token.clientType) : token
    return answerOf(shown, call, body.needAccountInfo === true)
  }

  const routes: Route[] = [
    {
      method: 'POST',
      path: '/v2/usg/acs/auth/appauth',
      isOpen: true,
      handle: (call) => ({ status: 200, body: answerOf(signInWithApp(call), call, true) }),
    },
    {
      method: 'POST',
      path: '/v1/usg/acs/auth/account',
      isOpen: true,
      handle: (call) => ({ status: 200, body: answerOf(signInWithPassword(call), call, true) }),
    },
    {
      method: 'PUT',
      path: '/v1/usg/acs/token',
      isOpen: true,
      handle: (call) => ({ status: 200, body: answerOf(refresh(call), call, true) }),
    },
    {
      method: 'POST',
      path: '/v1/usg/acs/token/validate',
      isOpen: true,
      handle: (call) => ({ status: 200, body: validate(call) }),
    },
    {
      method: 'DELETE',
      path: '/v1/usg/acs/token',
      handle: (call) => {
        tokens = tokens.filter((token) => token.access !== call.headers['x-access-token'])
        return { status: 200 }
      },
    },
  ]

  return {
    routes,
    /** The calling user; throws 401 as the service does. */
    userOfCall(call: Call): User {
      const header = call.headers['x-access-token']
      if (header === undefined) throw new Refusal(401, 'USG.000000004', 'The request carries no access token')
      const token = liveToken(String(header))
      if (token === null) throw badToken()
      return token.user
    },
    /** Ends every access token and, with `refreshToo`, every refresh token. */
    endTokens({ refreshToo = false } = {}): void {
      if (refreshToo) tokens = []
      else for (const token of tokens) token.endsAt = 0
    },
    /** The number of valid access tokens. */
    liveTokens: () => tokens.filter((token) => token.endsAt > now()).length,
  }

  /** The response shared by all four calls (page "Authenticating an App ID", response parameters). */
  function answerOf(token: Token, call: Call, withUser: boolean): object {
    const seconds = Math.floor(token.createdAt / 1000)
    return {
      accessToken: token.access,
      tokenIp: '127.0.0.1',
      validPeriod: Math.round((token.endsAt - token.createdAt) / 1000),
      // In seconds, while createTime is in milliseconds.
      expireTime: Math.floor(token.endsAt / 1000),
      createTime: token.createdAt,
      refreshToken: token.refresh,
      refreshValidPeriod: REFRESH_SECONDS,
      refreshExpireTime: seconds + REFRESH_SECONDS,
      refreshCreateTime: token.createdAt,
      clientType: token.clientType,
      tokenType: 0,
      forceLoginInd: null,
      firstLogin: false,
      pwdExpired: false,
      daysPwdAvailable: -1,
      delayDelete: null,
      proxyToken: null,
      user: withUser ? userInfo(token.user, call.headers['accept-language'] ?? '') : null,
    }
  }
}

function userInfo(user: User, language: string): object {
  return {
    userId: user.id,
    ucloginAccount: user.account,
    serviceAccount: `sip:${user.id}@demo.example`,
    numberHA1: 'not-shown-by-the-demo',
    alias1: null,
    companyId: '807074304',
    spId: '8a8df0a174a1c6680174a26f578b0000',
    companyDomain: 'demo.example',
    realm: 'demo.example',
    userType: 2,
    adminType: user.adminType,
    name: language.startsWith('en') ? user.nameEn : user.name,
    nameEn: user.nameEn,
    isBindPhone: null,
    freeUser: false,
    thirdAccount: user.id,
    visionAccount: null,
    headPictureUrl: null,
    password: null,
    status: 0,
    paidAccount: null,
    paidPassword: null,
    weLinkUser: false,
    appId: DEMO_APP.id,
    tr069Account: null,
    corpType: 0,
    cloudUserId: null,
    grayUser: false,
  }
}

const badToken = () => new Refusal(401, 'USG.000000004', 'The access token is invalid')
const badParameter = (name: string) => new Refusal(400, 'USG.000000003', `Invalid request parameter: ${name}`)
