import { createHmac } from 'node:crypto'
import { afterEach } from 'vitest'
import type { DemoOptions, DemoService } from '../../../demo/service.ts'
import { startDemo } from '../../../demo/service.ts'

/** The service of the running test, once {@link start} has resolved. */
export let service: DemoService
afterEach(() => service.close())

export interface Page<T> {
  offset: number
  limit: number
  count: number
  data: T[]
}
export interface Refused {
  error_code: string
  error_msg: string
  request_id: string
}
export interface Signed {
  accessToken: string
  refreshToken: string
  createTime: number
  expireTime: number
  validPeriod: number
  user: { adminType: number; name: string } | null
}

export async function start(options: DemoOptions = {}): Promise<void> {
  service = await startDemo(options)
}

export function signInWith(change: Record<string, unknown> = {}, key = service.appKey): Promise<Response> {
  const body = {
    appId: service.appId,
    clientType: 72,
    userId: service.userId,
    expireTime: Math.floor(Date.now() / 1000) + 600,
    nonce: 'n'.repeat(40),
    ...change,
  }
  const signed = `${body.appId}:${body.userId}:${body.expireTime}:${body.nonce}`
  const signature = createHmac('sha256', key).update(signed, 'utf8').digest('hex')
  return fetch(`${service.url}/v2/usg/acs/auth/appauth`, {
    method: 'POST',
    headers: {
      Authorization: `HMAC-SHA256 signature=${signature},access=${Buffer.from(body.appId).toString('base64')}`,
      'X-Token-Type': 'LongTicket',
      'Content-Type': 'application/json; charset=UTF-8',
    },
    body: JSON.stringify(body),
  })
}

export async function token(userId = service.userId): Promise<string> {
  return ((await (await signInWith({ userId })).json()) as Signed).accessToken
}

export function get(
  path: string,
  accessToken: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(service.url + path, { headers: { 'X-Access-Token': accessToken, ...headers } })
}

export async function json<T>(answer: Response | Promise<Response>): Promise<T> {
  return (await (await answer).json()) as T
}
