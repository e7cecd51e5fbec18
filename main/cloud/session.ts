import type { Account, AccountState, Credentials } from '../../contract/account.ts'
import { withCallContext } from './call-context.ts'
import { createEmitter } from '../../contract/emitter.ts'
import { isRefused, isUnreachable } from '../../contract/error-rules.ts'
import { AppError, type Failure, toFailure } from '../../contract/errors.ts'
import type { Log, SecretStore } from '../interfaces.ts'
import type { Http, HttpAnswer } from './http.ts'
import { sessionMemory } from './remembered-session.ts'
import { baseUrlOf, siteUrl } from './site-url.ts'
import { refreshed, revoke, signInWith, type SignInDeps } from './sign-in.ts'
import { type TokenAnswer, type Tokens, tokensOf, userOf } from './token-answer.ts'

export interface Session {
  state(): AccountState
  /** Base URL of the site signed in to; AUTH_REQUIRED when signed out. */
  baseUrl(): string
  /** Restores a remembered session; never throws. */
  restore(): Promise<void>
  signIn(request: {
    site: string
    credentials: Credentials
    remember: boolean
    isDemo?: boolean
  }): Promise<AccountState>
  /** Revokes the token (ignoring failures) and deletes the secrets. */
  signOut(): Promise<AccountState>
  onChange(listen: (state: AccountState) => void): () => void
  /**
   * One signed call: adds X-Access-Token, renews before expiry, signs in again once on 401. Rejects with the
   * failure an error answer means.
   */
  call(request: SignedRequest): Promise<HttpAnswer>
  /**
   * The current token, only for a file on the site's own host. AUTH_REQUIRED when `site` is given and is
   * another one.
   */
  accessToken(site?: string): Promise<string>
}

export interface SignedRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Path below the site, starting with '/'. */
  path: string
  query?: Record<string, string | number | boolean | undefined>
  body?: unknown
  /** Base URL of the site this call is for: AUTH_REQUIRED if another one is signed in to when it is sent. */
  site?: string | undefined
  /** Only for idempotent calls: retried on 5xx, and as often as the service asks to wait. */
  isRepeatable?: boolean
  /**
   * An optional call that only reads: its 401 may concern only this call, so it neither renews nor ends the session.
   */
  isOptional?: boolean
  /** Cancels the call, which then rejects with CANCELLED. */
  signal?: AbortSignal
}

interface Active {
  /**
   * Identifies this sign-in: work begun under one must not continue under another, possibly another user's.
   */
  signIn: symbol
  account: Account
  /** null: only the tokens can be used to renew. */
  credentials: Credentials | null
  tokens: Tokens
}

export function createSession(deps: {
  http: Http
  secrets: SecretStore
  log: Log
  now?: () => number
}): Session {
  const now = deps.now ?? Date.now
  const changes = createEmitter<[AccountState]>()
  let active: Active | null = null
  let failure: Failure | null = null
  let signOuts = 0
  /** [Note: one token] All calls share one token and one renewal: a user may hold 64 tokens at most. */
  let renewing: { signIn: symbol; done: Promise<Active> } | null = null
  const memory = sessionMemory(deps)

  const state = (): AccountState => ({ account: active?.account ?? null, failure })
  const announce = (): void => changes.emit(state())
  const signInDeps = (baseUrl: string): SignInDeps => ({ http: deps.http, baseUrl, now })
  const required = (): Active => {
    if (active === null)
      throw new AppError('AUTH_REQUIRED', failure?.requestId ? { requestId: failure.requestId } : {})
    return active
  }

  const isCurrent = ({ signIn }: Active): boolean => active?.signIn === signIn

  const remember = async (from: Active): Promise<void> => {
    const { account, credentials, tokens } = from
    if (!account.isRemembered) return
    const { site, baseUrl, kind, name, userId, isAdmin, enterpriseId } = account
    const enterprise = enterpriseId === undefined ? {} : { enterpriseId }
    const isKept = await memory.write(
      {
        version: 1,
        account: { site, baseUrl, kind, name, userId, isAdmin, ...enterprise },
        credentials: credentials?.kind === 'appId' ? credentials : null,
        tokens,
      },
      () => isCurrent(from),
    )
    if (!isKept && active !== null && isCurrent(from))
      active = { ...active, account: { ...active.account, isRemembered: false } }
  }

  const adopt = async (from: Active, answer: TokenAnswer): Promise<Active> => {
    const tokens = tokensOf(answer, now())
    const user = userOf(answer)
    active = {
      ...from,
      tokens,
      account: {
        ...from.account,
        name: user.name || from.account.name,
        userId: user.userId || from.account.userId,
        isAdmin: user.isAdmin ?? from.account.isAdmin,
        ...(user.enterpriseId === undefined ? {} : { enterpriseId: user.enterpriseId }),
        expiresAt: isoOf(tokens.expiresAt),
      },
    }
    const taken = active
    failure = null
    await remember(taken)
    announce()
    return taken
  }

  /** Uses the refresh token while it works, else signs in again; a pasted token can do neither. */
  const renewed = async (from: Active, why: AppError): Promise<TokenAnswer> => {
    const site = signInDeps(from.account.baseUrl)
    const { refreshToken } = from.tokens
    let reason: unknown = why
    if (refreshToken !== null) {
      try {
        return await refreshed(site, refreshToken)
      } catch (error) {
        if (isUnreachable(toFailure(error))) throw error
        deps.log.info('session: the refresh token was rejected', { code: toFailure(error).code })
        // There is no other way to renew, so a transient service error must not look like a refusal.
        if (!isRefused(toFailure(error))) reason = error
      }
    }
    if (from.credentials === null || from.credentials.kind === 'token') throw reason
    return await signInWith(site, from.credentials)
  }

  const renew = async (from: Active, why: AppError): Promise<Active> => {
    let answer: TokenAnswer
    try {
      answer = await renewed(from, why)
    } catch (error) {
      if (isCurrent(from) && isRefused(toFailure(error))) end(toFailure(error))
      throw error
    }
    if (isCurrent(from)) return await adopt(from, answer)
    // Signed out meanwhile: the token that still arrived must not stay valid.
    void revokeQuietly(from.account.baseUrl, answer.accessToken)
    throw new AppError('AUTH_REQUIRED')
  }

  const renewOnce = (from: Active, why = new AppError('AUTH_REJECTED')): Promise<Active> => {
    if (renewing?.signIn === from.signIn) return renewing.done
    const done = renew(from, why).finally(() => {
      if (renewing?.done === done) renewing = null
    })
    renewing = { signIn: from.signIn, done }
    return done
  }

  /** The service ended the session: signs out and keeps the reason in the state. */
  const end = (why: Failure): void => {
    active = null
    failure = why
    void memory.forget()
    announce()
  }

  const fresh = async (): Promise<Active> => {
    const current = required()
    const { refreshToken, renewAt } = current.tokens
    const canRenew = refreshToken !== null || current.account.kind !== 'token'
    const isDue = canRenew && renewAt !== null && now() >= renewAt
    if (!isDue && renewing?.signIn !== current.signIn) return current
    try {
      return await renewOnce(current)
    } catch (error) {
      if (!isCurrent(current)) throw error
      // The connection failed, and did not end the session: the token may still be valid.
      return current
    }
  }

  /** The current session, for a call begun under `used`; AUTH_REQUIRED if that sign-in is over. */
  const going = (used: Active): Active => {
    if (!isCurrent(used)) throw new AppError('AUTH_REQUIRED')
    return required()
  }

  /** A call for one site must never be sent with the session of another. */
  const checkSite = ({ account }: Active, site: string | undefined): void => {
    if (site !== undefined && site !== account.baseUrl)
      throw new AppError('AUTH_REQUIRED', { params: { site } })
  }

  const send = async ({ account, tokens }: Active, request: SignedRequest): Promise<HttpAnswer> => {
    const url = siteUrl(account.baseUrl, request.path)
    for (const [name, value] of Object.entries(request.query ?? {}))
      if (value !== undefined) url.searchParams.set(name, String(value))
    const answer = deps.http.ask({
      method: request.method,
      url,
      headers: { 'X-Access-Token': tokens.accessToken },
      ...(request.body === undefined ? {} : { body: request.body }),
      ...(request.isRepeatable === undefined ? {} : { isRepeatable: request.isRepeatable }),
      ...(request.isOptional === true ? { isRepeatedWhenThrottled: true } : {}),
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    })
    return await answer.catch((error: unknown) => {
      throw withCallContext(error, request.path, account)
    })
  }

  return {
    state,
    baseUrl: () => required().account.baseUrl,
    onChange: changes.on,
    restore: async () => {
      const before = signOuts
      const found = await memory.read()
      // Signed in or out meanwhile: a keychain can be slow.
      if (found === null || active !== null || signOuts !== before) return
      const { account, credentials, tokens } = found
      active = {
        signIn: Symbol(account.site),
        account: { ...account, expiresAt: isoOf(tokens.expiresAt), isDemo: false, isRemembered: true },
        credentials,
        tokens,
      }
      announce()
    },
    signIn: async ({ site, credentials, remember: wantsRemembering, isDemo = false }) => {
      const baseUrl = baseUrlOf(site)
      const signOutsBefore = signOuts
      const answer = await signInWith(signInDeps(baseUrl), credentials)
      const keychain = await deps.secrets.keychain().catch(() => 'session')
      // Signed out meanwhile: the later wish wins, and the token that still arrived must not stay valid.
      if (signOuts !== signOutsBefore) {
        if (credentials.kind !== 'token') void revokeQuietly(baseUrl, answer.accessToken)
        throw new AppError('CANCELLED')
      }
      const before = active
      const account: Account = {
        site,
        baseUrl,
        kind: credentials.kind,
        name: '',
        userId: '',
        isAdmin: null,
        expiresAt: null,
        isDemo,
        isRemembered: wantsRemembering && keychain === 'system',
      }
      const tokens = tokensOf(answer, now())
      const adopted = await adopt({ signIn: Symbol(site), account, credentials, tokens }, answer)
      // Last, because the previous session may have been renewed meanwhile and its write may be pending. Not
      // after another sign-in: what is remembered is its own by now.
      if (!account.isRemembered && isCurrent(adopted)) await memory.forget()
      // A pasted token belongs to its creator, who may still use it: only an explicit sign-out revokes it.
      if (before !== null && before.account.kind !== 'token')
        void revokeQuietly(before.account.baseUrl, before.tokens.accessToken)
      return state()
    },
    signOut: async () => {
      const leaving = active
      signOuts += 1
      active = null
      failure = null
      await memory.forget()
      announce()
      if (leaving !== null) await revokeQuietly(leaving.account.baseUrl, leaving.tokens.accessToken)
      return state()
    },
    accessToken: async (site) => {
      const used = await fresh()
      checkSite(used, site)
      return used.tokens.accessToken
    },
    call: async (request) => {
      const used = await fresh()
      checkSite(used, request.site)
      try {
        return await send(used, request)
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'AUTH_REJECTED') throw error
        if (request.isOptional === true) throw error
        // Another call may have renewed the token while this one was in flight.
        if (going(used).tokens.accessToken === used.tokens.accessToken) await renewOnce(used, error)
        const next = going(used)
        try {
          return await send(next, request)
        } catch (again) {
          if (again instanceof AppError && again.code === 'AUTH_REJECTED' && isCurrent(used))
            end(again.failure)
          throw again
        }
      }
    },
  }

  async function revokeQuietly(baseUrl: string, accessToken: string): Promise<void> {
    try {
      await revoke(signInDeps(baseUrl), accessToken)
    } catch (error) {
      deps.log.info('session: the token could not be revoked', { code: toFailure(error).code })
    }
  }
}

function isoOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}
