import { randomUUID } from 'node:crypto'
import type { Credentials } from '../../contract/account.ts'
import { isRefused, isSignInFailure, isUnreachable } from '../../contract/error-rules.ts'
import { AppError, fromFailure } from '../../contract/errors.ts'
import { checkedAnswer } from './answers.ts'
import { hasInvalidHead } from '../network/invalid-head.ts'
import type { Http } from './http.ts'
import { authorizationHeader } from './signature.ts'
import { siteUrl } from './site-url.ts'
import { type TokenAnswer, tokenAnswerSchema, tokenText } from './token-answer.ts'

/** "API caller": tokens of this kind do not invalidate each other, up to 64 per user. */
const CLIENT_TYPE = 72
/** Validity of a signature in seconds; allows for clock skew. */
const SIGNATURE_SECONDS = 600

/** Sign-out must not take long. */
const REVOKE_TIMEOUT_MS = 5000

export interface SignInDeps {
  http: Http
  baseUrl: string
  now: () => number
}

/**
 * The first token for these credentials. AUTH_REJECTED, ACCOUNT_LOCKED, NO_PERMISSION or a network error. A
 * refusal by the service itself has params.at 'sign-in', because the same code means something else in other
 * calls.
 */
export async function signInWith(deps: SignInDeps, credentials: Credentials): Promise<TokenAnswer> {
  try {
    return await firstToken(deps, credentials).catch(async (error: unknown) => {
      // The service answered, but its answer could not be read: it can be from now on.
      if (!hasInvalidHead(error)) throw error
      return await firstToken(deps, credentials)
    })
  } catch (error) {
    if (!(error instanceof AppError) || !isRefused(error)) throw error
    const { failure } = error
    throw fromFailure({ ...failure, params: { ...failure.params, at: 'sign-in' } }, error)
  }
}

async function firstToken(deps: SignInDeps, credentials: Credentials): Promise<TokenAnswer> {
  switch (credentials.kind) {
    case 'appId':
      return await withAppId(deps, credentials)
    case 'password':
      return await withPassword(deps, credentials)
    case 'token':
      return await withToken(deps, credentials.accessToken)
  }
}

/** POST /v2/usg/acs/auth/appauth (meeting_21_0311). Body values equal the signed ones. */
async function withAppId(
  deps: SignInDeps,
  credentials: Extract<Credentials, { kind: 'appId' }>,
): Promise<TokenAnswer> {
  const { appId, appKey, userId, corpId } = credentials
  const expireTime = Math.floor(deps.now() / 1000) + SIGNATURE_SECONDS
  const nonce = randomUUID()
  const identity = { appId, userId, corpId }
  const answer = await deps.http.ask({
    method: 'POST',
    url: siteUrl(deps.baseUrl, '/v2/usg/acs/auth/appauth'),
    headers: {
      Authorization: authorizationHeader(identity, appKey, expireTime, nonce),
      'X-Token-Type': 'LongTicket',
    },
    isRepeatedWhenThrottled: true,
    // An empty corpId is signed, but must not be sent to a single enterprise.
    body: {
      appId,
      clientType: CLIENT_TYPE,
      expireTime,
      nonce,
      userId,
      corpId: corpId === '' ? undefined : corpId,
    },
  })
  return checkedAnswer(tokenAnswerSchema, answer)
}

/** POST /v1/usg/acs/auth/account (meeting_21_0306). */
async function withPassword(
  deps: SignInDeps,
  { account, password }: Extract<Credentials, { kind: 'password' }>,
): Promise<TokenAnswer> {
  const basic = Buffer.from(`${account}:${password}`, 'utf8').toString('base64')
  const answer = await deps.http.ask({
    method: 'POST',
    url: siteUrl(deps.baseUrl, '/v1/usg/acs/auth/account'),
    headers: { Authorization: `Basic ${basic}` },
    isRepeatedWhenThrottled: true,
    body: { account, clientType: CLIENT_TYPE, createTokenType: 0 },
  })
  return checkedAnswer(tokenAnswerSchema, answer)
}

/**
 * POST /v1/usg/acs/token/validate (meeting_21_0308). If a service does not know this call, or refuses it for
 * any reason but the token itself, the token is accepted and validated by use.
 */
async function withToken(deps: SignInDeps, pasted: string): Promise<TokenAnswer> {
  const accessToken = pasted.trim()
  // Any other character is invalid in a header and would fail every call.
  if (!tokenText.safeParse(accessToken).success)
    throw new AppError('AUTH_REJECTED', { detail: 'this is not an access token' })
  try {
    const answer = await deps.http.ask({
      method: 'POST',
      url: siteUrl(deps.baseUrl, '/v1/usg/acs/token/validate'),
      // Not documented for this call, but a gateway may require it on every call.
      headers: { 'X-Access-Token': accessToken },
      body: { token: accessToken, needGenNewToken: false, needAccountInfo: true },
      isRepeatable: true,
    })
    const checked = tokenAnswerSchema.partial({ accessToken: true }).safeParse(answer.body)
    // The period counts from the token's creation, not from now: only its end gives the remaining lifetime.
    return { ...(checked.success ? checked.data : {}), accessToken, refreshToken: null, validPeriod: null }
  } catch (error) {
    if (error instanceof AppError && (isSignInFailure(error) || isUnreachable(error))) throw error
    return { accessToken }
  }
}

/** PUT /v1/usg/acs/token (meeting_21_0307): the refresh token is sent in place of the access token. */
export async function refreshed(deps: SignInDeps, refreshToken: string): Promise<TokenAnswer> {
  const answer = await deps.http.ask({
    method: 'PUT',
    url: siteUrl(deps.baseUrl, '/v1/usg/acs/token'),
    headers: { 'X-Access-Token': refreshToken },
    isRepeatedWhenThrottled: true,
  })
  return checkedAnswer(tokenAnswerSchema, answer)
}

/** DELETE /v1/usg/acs/token (meeting_21_0309). */
export async function revoke(deps: SignInDeps, accessToken: string): Promise<void> {
  await deps.http.ask({
    method: 'DELETE',
    url: siteUrl(deps.baseUrl, '/v1/usg/acs/token'),
    headers: { 'X-Access-Token': accessToken },
    timeoutMs: REVOKE_TIMEOUT_MS,
  })
}
