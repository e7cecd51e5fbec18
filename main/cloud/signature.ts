import { createHmac } from 'node:crypto'

/** The App ID sign-in; texts exactly as sent in the body. */
export interface AppIdentity {
  appId: string
  /** Default: the default administrator. */
  userId?: string | undefined
  /** Only for apps of a service provider with several enterprises. */
  corpId?: string | undefined
}

/**
 * The text an App ID sign-in signs. Source: "App ID authentication" of the developer guide (meeting_20_0011)
 * with its five forms: user, default administrator, and with corpId the same of an enterprise of a service
 * provider. The provider's own default administrator has neither, but is selected by an empty corpId.
 */
export function signedText(
  { appId, userId, corpId }: AppIdentity,
  expireTime: number,
  nonce: string,
): string {
  const who = corpId === undefined ? [userId ?? ''] : [corpId, userId ?? '']
  return [appId, ...who, expireTime, nonce].join(':')
}

/** Lower-case hex; the app key is used as text, not decoded. */
export function signature(identity: AppIdentity, appKey: string, expireTime: number, nonce: string): string {
  return createHmac('sha256', appKey)
    .update(signedText(identity, expireTime, nonce), 'utf8')
    .digest('hex')
}

/** `expireTime` in Unix seconds; nonce of 32 to 64 characters. */
export function authorizationHeader(
  identity: AppIdentity,
  appKey: string,
  expireTime: number,
  nonce: string,
): string {
  const access = Buffer.from(identity.appId, 'utf8').toString('base64')
  return `HMAC-SHA256 signature=${signature(identity, appKey, expireTime, nonce)},access=${access}`
}
