import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clientHttp, silentLog } from '../../test/cloud-client.ts'
import { type Given, jsonSite } from '../../test/json-site.ts'
import { createScheduler, drained, type Scheduler } from '../../test/scheduler.ts'
import type { SecretStore } from '../interfaces.ts'
import { createSession, type Session } from './session.ts'

/** Interleavings while a session waits for the keychain, a renewal or a call. Each test forces one of them. */

const HELLO = { method: 'GET', path: '/hello' } as const
const REFUSED: Given = { status: 401, body: { error_code: 'USG.000000004' } }
const DAY_MS = 86_400_000

let gates: Scheduler
let kept: Map<string, string>
/** The results of the next keychain writes. */
let failingWrites: number
let now: number
/** How often it was asked whether there is a keychain. */
let askedKeychain: number
const closers: (() => void)[] = []

beforeEach(() => {
  gates = createScheduler()
  kept = new Map()
  failingWrites = 0
  askedKeychain = 0
  now = Date.now()
})
afterEach(() => {
  gates.releaseAll()
  for (const close of closers.splice(0)) close()
})

function open(): Session {
  const secrets: SecretStore = {
    keychain: async () => {
      askedKeychain += 1
      await gates.pass('keychain')
      return 'system'
    },
    onLateKeychain: () => undefined,
    read: async (name) => {
      await gates.pass('read')
      return kept.get(name) ?? null
    },
    write: async (name, value) => {
      await gates.pass('write')
      failingWrites -= 1
      if (failingWrites >= 0) throw new Error('the keychain is locked')
      kept.set(name, value)
    },
    remove: async (name) => {
      await gates.pass('remove')
      kept.delete(name)
    },
  }
  return createSession({ http: clientHttp().http, secrets, log: silentLog, now: () => now })
}

/**
 * A site whose tokens are `<name>1`, `<name>2`…, of which only the newest is valid. Its sign-ins wait at the gate
 * `<name> signs in`, its renewals at `<name> renews`, its calls at `<name> answers`.
 */
async function siteOf(name: string) {
  let given = 0
  let hasEnded = false
  /** The answer to sign-ins and renewals, instead of a token. */
  let trouble: Given | null = null
  const token = (): Given => {
    hasEnded = false
    given += 1
    const accessToken = `${name}${given}`
    return {
      body: {
        accessToken,
        refreshToken: `refresh-${name}`,
        validPeriod: 50_000,
        user: { userId: name, name: accessToken },
      },
    }
  }
  const site = await jsonSite(async ({ method, path, headers }) => {
    if (path.startsWith('/v2/usg/acs/')) {
      await gates.pass(`${name} signs in`)
      return trouble ?? token()
    }
    if (method === 'DELETE' || path.endsWith('/validate')) return {}
    if (method === 'PUT') {
      await gates.pass(`${name} renews`)
      return trouble ?? token()
    }
    await gates.pass(`${name} answers`)
    await gates.pass(path)
    return !hasEnded && headers['x-access-token'] === `${name}${given}` ? { body: {} } : REFUSED
  })
  closers.push(site.close)
  const tokensOf = (wanted: string) =>
    site.asked
      .filter(({ method, path }) => `${method} ${path}` === wanted)
      .map(({ headers }) => headers['x-access-token'])
  return {
    url: site.url,
    hellos: () => tokensOf('GET /hello'),
    revoked: () => tokensOf('DELETE /v1/usg/acs/token'),
    renewals: () => tokensOf('PUT /v1/usg/acs/token').length,
    givesNoToken: (answer: Given) => void (trouble = answer),
    endToken: () => void (hasEnded = true),
  }
}

const signIn = (session: Session, { url }: { url: string }, remember = true) =>
  session.signIn({ site: url, credentials: { kind: 'appId', appId: 'app', appKey: 'key' }, remember })
const nameIn = (session: Session) => session.state().account?.name ?? null
const shows = async (session: Session, name: string | null) =>
  await expect.poll(() => nameIn(session)).toBe(name)
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'answered',
    (error: unknown) => (error as { code: string }).code,
  )

describe('while the keychain is being read', () => {
  async function restoring(): Promise<{ session: Session; restored: Promise<void> }> {
    await signIn(open(), await siteOf('old'))
    gates.hold('read')
    const session = open()
    const restored = session.restore()
    await gates.reached('read')
    return { session, restored }
  }

  it('a sign-in wins over the remembered session', async () => {
    const { session, restored } = await restoring()
    const signingIn = signIn(session, await siteOf('new'))
    await shows(session, 'new1')
    gates.release('read')
    await Promise.all([restored, signingIn])
    expect(nameIn(session)).toBe('new1')
  })

  it('a sign-out wins over the remembered session', async () => {
    const { session, restored } = await restoring()
    const signingOut = session.signOut()
    gates.release('read')
    await Promise.all([restored, signingOut])
    expect(session.state().account).toBeNull()
    expect(kept.size).toBe(0)
  })
})

describe('while the keychain is being written', () => {
  it('a sign-out wins, on disk too', async () => {
    const session = open()
    gates.hold('write')
    const signingIn = signIn(session, await siteOf('a'))
    await gates.reached('write')
    const signingOut = session.signOut()
    await drained()
    gates.release('write')
    await Promise.all([signingIn, signingOut])
    expect(kept.size).toBe(0)
  })

  it('a session that was signed out before its turn to be written is never written', async () => {
    const session = open()
    const site = await siteOf('a')
    gates.hold('read')
    const restoring = session.restore()
    await gates.reached('read')
    const signingIn = signIn(session, site)
    await shows(session, 'a1')
    const signingOut = session.signOut()
    gates.hold('write')
    gates.release('read')
    await Promise.all([restoring, signingIn, signingOut])
    expect(gates.isWaiting('write')).toBe(false)
  })

  it('a keychain that fails for one sign-in does not affect the next', async () => {
    const session = open()
    failingWrites = 1
    gates.hold('write')
    const first = signIn(session, await siteOf('a'))
    await gates.reached('write')
    const second = signIn(session, await siteOf('b'))
    await shows(session, 'b1')
    gates.release('write')
    await Promise.all([first, second])
    expect(session.state().account).toMatchObject({ name: 'b1', isRemembered: true })
  })

  it('a call that waits for its renewal is not sent under the next sign-in', async () => {
    const [a, b] = [await siteOf('a'), await siteOf('b')]
    for (const isDue of [true, false]) {
      const session = open()
      await signIn(session, a)
      if (isDue) now += DAY_MS
      else a.endToken()
      gates.hold('write')
      const call = codeOf(session.call(HELLO))
      await gates.reached('write')
      const signingIn = signIn(session, b)
      await expect.poll(() => session.baseUrl()).toBe(b.url)
      gates.release('write')
      await Promise.all([call, signingIn])
      expect(b.hellos()).toEqual([])
    }
  })
})

describe('while a sign-in waits', () => {
  it.each(['for the service', 'for the keychain'])(
    '%s, a sign-out wins, and revokes the token',
    async (what) => {
      const site = await siteOf('a')
      const session = open()
      gates.hold(what === 'for the service' ? 'a signs in' : 'keychain')
      const signingIn = codeOf(signIn(session, site))
      await gates.reached(what === 'for the service' ? 'a signs in' : 'keychain')
      await session.signOut()
      gates.releaseAll()
      expect(await signingIn).toBe('CANCELLED')
      expect(session.state().account).toBeNull()
      expect(kept.size).toBe(0)
      await expect.poll(site.revoked).toEqual(['a1'])
    },
  )

  it('a sign-out that wins over a pasted token does not revoke it: it may be used elsewhere', async () => {
    const site = await siteOf('a')
    const session = open()
    gates.hold('keychain')
    const credentials = { kind: 'token', accessToken: 'pasted' } as const
    const signingIn = codeOf(session.signIn({ site: site.url, credentials, remember: false }))
    await gates.reached('keychain')
    await session.signOut()
    gates.releaseAll()
    expect(await signingIn).toBe('CANCELLED')
    // The next sign-out is the first to revoke anything.
    await signIn(session, site)
    await session.signOut()
    expect(site.revoked()).toEqual(['a1'])
  })
})

describe('while the keychain entry is being deleted', () => {
  it('the session has already ended', async () => {
    const session = open()
    await signIn(session, await siteOf('a'))
    gates.hold('remove')
    const signingOut = session.signOut()
    expect(session.state().account).toBeNull()
    gates.release('remove')
    await signingOut
  })

  it('the previous session, renewed at that moment, does not replace the next one', async () => {
    const [a, b] = [await siteOf('a'), await siteOf('b')]
    const session = open()
    await signIn(session, a)
    a.endToken()
    gates.hold('a renews')
    const call = codeOf(session.call(HELLO))
    await gates.reached('a renews')
    gates.hold('remove')
    const signingIn = signIn(session, b, false)
    await gates.reached('remove')
    gates.release('a renews')
    await call
    gates.release('remove')
    await signingIn
    await drained()
    expect(nameIn(session)).toBe('b1')
    expect(kept.size).toBe(0)
  })

  it('a pending write of the previous session is deleted afterwards', async () => {
    const [a, b] = [await siteOf('a'), await siteOf('b')]
    const session = open()
    await signIn(session, a)
    a.endToken()
    gates.hold('write')
    const call = codeOf(session.call(HELLO))
    await gates.reached('write')
    const signingIn = signIn(session, b, false)
    await shows(session, 'b1')
    gates.release('write')
    await Promise.all([call, signingIn])
    expect(nameIn(session)).toBe('b1')
    expect(kept.size).toBe(0)
  })
})

it('a sign-in that is not remembered deletes the remembered one', async () => {
  const session = open()
  await signIn(session, await siteOf('a'))
  await signIn(session, await siteOf('b'), false)
  expect(kept.size).toBe(0)
})

describe('while a renewal is pending', () => {
  /** Signed in to the first of two sites, whose token has expired: a call renews it. */
  async function renewing(isDue = false) {
    const [a, b] = [await siteOf('a'), await siteOf('b')]
    const session = open()
    await signIn(session, a)
    if (isDue) now += DAY_MS
    else a.endToken()
    gates.hold('a renews')
    const call = codeOf(session.call(HELLO))
    await gates.reached('a renews')
    return { a, b, session, call }
  }

  it('a new call waits for it, and does not use the expiring token', async () => {
    const { a, session, call } = await renewing(true)
    const second = codeOf(session.call(HELLO))
    await drained()
    gates.release('a renews')
    expect([await call, await second]).toEqual(['answered', 'answered'])
    expect(a.hellos()).toEqual(['a2', 'a2'])
    expect(a.renewals()).toBe(1)
  })

  it('a replaced token is never used again', async () => {
    const { a, session, call } = await renewing()
    const second = codeOf(session.call(HELLO))
    await drained()
    gates.release('a renews')
    expect([await call, await second]).toEqual(['answered', 'answered'])
    expect(a.renewals()).toBe(1)
    expect(a.hellos().filter((token) => token === 'a1')).toHaveLength(1)
  })

  it('its rejection does not end the sign-in that followed', async () => {
    const { a, b, session, call } = await renewing()
    a.givesNoToken(REFUSED)
    await signIn(session, b)
    gates.release('a renews')
    await call
    expect(session.state()).toMatchObject({ account: { name: 'b1' }, failure: null })
  })

  it('after a sign-out its failure does not send the call with the previous token', async () => {
    const { a, session, call } = await renewing(true)
    a.givesNoToken({ status: 500 })
    const signingOut = session.signOut()
    gates.release('a renews')
    expect(await call).not.toBe('answered')
    await signingOut
    expect(a.hellos()).toEqual([])
  })

  it('the next sign-in renews independently, once', async () => {
    const { b, session, call } = await renewing()
    await signIn(session, b)
    b.endToken()
    gates.hold('b renews')
    const first = codeOf(session.call(HELLO))
    await gates.reached('b renews')
    gates.release('a renews')
    await call
    const second = codeOf(session.call(HELLO))
    await drained()
    gates.release('b renews')
    expect([await first, await second]).toEqual(['answered', 'answered'])
    expect(b.renewals()).toBe(1)
    expect(b.hellos()).toEqual(['b1', 'b2', 'b2'])
  })
})

it('a call that is refused late, after the token was renewed, is repeated with the new one', async () => {
  const a = await siteOf('a')
  const session = open()
  await signIn(session, a)
  gates.hold('/slow')
  const slow = codeOf(session.call({ method: 'GET', path: '/slow' }))
  await gates.reached('/slow')
  a.endToken()
  expect(await codeOf(session.call(HELLO))).toBe('answered')
  gates.release('/slow')
  expect(await slow).toBe('answered')
  expect(a.renewals()).toBe(1)
})

describe('while two sign-ins are on their way', () => {
  /** Both have their token and wait for the keychain. */
  async function signingIn(remember: [boolean, boolean]) {
    const [a, b] = [await siteOf('a'), await siteOf('b')]
    const session = open()
    gates.hold('keychain')
    const first = signIn(session, a, remember[0])
    await gates.reached('keychain')
    const second = signIn(session, b, remember[1])
    await expect.poll(() => askedKeychain).toBe(2)
    return {
      a,
      b,
      session,
      end: async () => {
        gates.release('keychain')
        await Promise.all([first, second])
        await drained()
      },
    }
  }

  it('the token of the one that lost does not stay valid', async () => {
    const { a, b, session, end } = await signingIn([true, true])
    await end()
    const [lost, won] = nameIn(session) === 'b1' ? [a, b] : [b, a]
    await expect.poll(() => lost.revoked()).toHaveLength(1)
    expect(won.revoked()).toEqual([])
  })

  it.each([
    [true, false],
    [false, true],
  ])('what is remembered is what the one that won wants (%s, then %s)', async (...remember) => {
    const { session, end } = await signingIn(remember)
    await end()
    expect(session.state().account).toMatchObject({ name: 'b1', isRemembered: remember[1] })
    expect(kept.size).toBe(remember[1] ? 1 : 0)
  })
})

describe('while a call is retried with a new token', () => {
  it('its rejection does not end the sign-in that followed', async () => {
    const [a, b] = [await siteOf('a'), await siteOf('b')]
    const session = open()
    await signIn(session, a)
    a.endToken()
    gates.hold('a renews')
    const call = codeOf(session.call(HELLO))
    await gates.reached('a renews')
    gates.hold('a answers')
    gates.release('a renews')
    await gates.reached('a answers')
    // The renewed token expires at once, too.
    a.endToken()
    await signIn(session, b)
    gates.release('a answers')
    expect(await call).toBe('AUTH_REJECTED')
    expect(session.state()).toMatchObject({ account: { name: 'b1' }, failure: null })
  })
})
