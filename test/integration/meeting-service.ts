import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Certificate } from '../certificates.ts'
import { film } from '../faults/film.ts'

export const APP = { appId: 'app-of-a-company', appKey: 'its key', userId: 'zhangsan' }
const FILE_TYPES = ['Aux', 'Hd', 'Sd']

/** A fault in one download: the connection breaks, or stalls, after so many bytes of the body. */
export type Mishap = { cutAfter: number; meanwhile?: () => void } | { holdAfter: number }

/**
 * A meeting service of two hosts, the interface and the media, both https: App ID sign-in with a verified
 * signature, tokens that can be revoked, recordings in three types, single-use links, Range.
 */
export interface MeetingService {
  url: string
  /** host:port of each, the key for trusted certificates. */
  host: string
  mediaHost: string
  /** Calls of the interface in order, with their tokens. */
  calls: { what: string; token: string }[]
  /** Access tokens issued, and those of them that are valid. */
  given: string[]
  live: Set<string>
  /** While set, signing in and renewing fail. */
  refusesSignIn: boolean
  /** Downloads in order; `isFresh`: its link had not been used before. */
  downloads: { file: string; from: number; isFresh: boolean; headers: IncomingMessage['headers'] }[]
  /** For the next downloads of a file, one each; `<confUUID>/<type>`. */
  mishaps: Map<string, Mishap[]>
  sha256Of(file: string): string
  /** Both hosts use another certificate from now on. */
  change(certificate: Certificate): void
  close(): Promise<void>
}

export async function startMeetingService(
  certificate: Certificate,
  mediaCertificate: Certificate,
  confUUIDs: string[],
  /** The address for clients; it listens on 127.0.0.1. */
  address = '127.0.0.1',
): Promise<MeetingService> {
  const media = https.createServer(mediaCertificate, sendFilm)
  const api = https.createServer(certificate, (request, response) => void answer(request, response))
  for (const server of [media, api])
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const hostOf = (server: https.Server): string => `${address}:${(server.address() as AddressInfo).port}`
  const films = new Map<string, Buffer>()
  for (const confUUID of confUUIDs)
    for (const type of FILE_TYPES)
      films.set(`${confUUID}/${type}`, film(2_500_000 + films.size, films.size + 1))
  const links = new Map<string, string>()

  const service: MeetingService = {
    url: `https://${hostOf(api)}`,
    host: hostOf(api),
    mediaHost: hostOf(media),
    calls: [],
    given: [],
    live: new Set(),
    refusesSignIn: false,
    downloads: [],
    mishaps: new Map(),
    sha256Of: (file) =>
      createHash('sha256')
        .update(films.get(file) ?? '')
        .digest('hex'),
    change: (next) => {
      for (const server of [media, api]) {
        server.setSecureContext(next)
        server.closeAllConnections()
      }
    },
    close: async () => {
      for (const server of [media, api]) {
        server.closeAllConnections()
        await new Promise((resolve) => server.close(resolve))
      }
    },
  }
  return service

  function sendFilm(request: IncomingMessage, response: ServerResponse): void {
    const token = request.headers.authorization ?? ''
    const file = links.get(token)
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    const [, confUUID = '', type = ''] = /^\/([^/]+)\/video([^/]+)\/0_0\.mp4$/.exec(request.url ?? '') ?? []
    const asked = `${confUUID}/${type}`
    service.downloads.push({ file: asked, from, isFresh: file === asked, headers: request.headers })
    links.delete(token)
    const bytes = films.get(asked)
    if (file !== asked || bytes === undefined) return void response.writeHead(401).end()
    const body = bytes.subarray(from)
    const headers = { 'Content-Type': 'video/mp4', 'Content-Length': body.length, ETag: `"${asked}"` }
    if (from === 0) response.writeHead(200, headers)
    else
      response.writeHead(206, {
        ...headers,
        'Content-Range': `bytes ${from}-${bytes.length - 1}/${bytes.length}`,
      })
    const mishap = service.mishaps.get(asked)?.shift()
    if (mishap === undefined) return void response.end(body)
    if ('holdAfter' in mishap) return void response.write(body.subarray(0, mishap.holdAfter))
    mishap.meanwhile?.()
    response.write(body.subarray(0, mishap.cutAfter), () => setTimeout(() => request.socket.destroy(), 50))
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', service.url)
    const what = `${request.method} ${pathname}`
    const token = String(request.headers['x-access-token'] ?? '')
    service.calls.push({ what, token })
    const body = await text(request)
    const send = (status: number, answered?: object): void => {
      response.writeHead(status, { 'Content-Type': 'application/json', 'X-Request-Id': 'of-the-service' })
      response.end(answered === undefined ? '' : JSON.stringify(answered))
    }
    const refuse = (status: number, code: string): void =>
      send(status, { error_code: code, error_msg: 'refused' })

    if (what === 'POST /v2/usg/acs/auth/appauth')
      return !service.refusesSignIn && isSigned(request, JSON.parse(body) as SignIn)
        ? send(200, newToken())
        : refuse(401, 'USG.206010025')
    if (what === 'PUT /v1/usg/acs/token')
      return !service.refusesSignIn && token.startsWith('refresh-')
        ? send(200, newToken())
        : refuse(401, 'USG.000000004')
    if (!service.live.has(token)) return refuse(401, 'USG.000000004')
    if (what === 'DELETE /v1/usg/acs/token') {
      service.live.delete(token)
      return send(200)
    }
    if (what === 'GET /v1/mmc/management/record/files') {
      const [offset, limit] = [Number(searchParams.get('offset')), Number(searchParams.get('limit'))]
      const data = confUUIDs.slice(offset, offset + limit).map(rowOf)
      return send(200, { offset, limit, count: confUUIDs.length, data })
    }
    if (what === 'POST /v1/mmc/rlm/record/info') return refuse(404, 'APIG.0101')
    const confUUID = searchParams.get('confUUID') ?? ''
    if (!confUUIDs.includes(confUUID)) return refuse(400, 'MMC.111070005')
    if (what === 'GET /v1/mmc/management/conferences/record/files') return send(200, rowOf(confUUID))
    if (what === 'GET /v1/mmc/management/record/downloadurls') {
      const urls = FILE_TYPES.map((fileType) => {
        const once = randomBytes(32).toString('hex')
        links.set(once, `${confUUID}/${fileType}`)
        return {
          token: once,
          fileType,
          url: `https://${service.mediaHost}/${confUUID}/video${fileType}/0_0.mp4`,
        }
      })
      return send(200, { recordUrls: [{ confUuid: confUUID, urls }] })
    }
    send(404, { error_code: 'APIG.0101', error_msg: 'no such call', request_id: 'r' })
  }

  function newToken(): object {
    const accessToken = `stb${randomBytes(16).toString('hex')}`
    service.given.push(accessToken)
    service.live.add(accessToken)
    const createTime = Date.now()
    return {
      accessToken,
      createTime,
      validPeriod: 56_326,
      expireTime: Math.floor(createTime / 1000) + 56_326,
      refreshToken: `refresh-${randomBytes(8).toString('hex')}`,
      user: { userId: APP.userId, name: '张三', adminType: 1 },
    }
  }
}

interface SignIn {
  appId: string
  userId: string
  expireTime: number
  nonce: string
}

function isSigned(request: IncomingMessage, { appId, userId, expireTime, nonce }: SignIn): boolean {
  const signed = `${appId}:${userId}:${expireTime}:${nonce}`
  const signature = createHmac('sha256', APP.appKey).update(signed).digest('hex')
  const access = Buffer.from(APP.appId).toString('base64')
  return request.headers.authorization === `HMAC-SHA256 signature=${signature},access=${access}`
}

function rowOf(confUUID: string): object {
  return {
    ...{ confUUID, confID: '912049654', url: [], rcdTime: 71, rcdSize: 0, subject: 'Weekly 周会' },
    ...{ scheduserName: '张三', startTime: '2026-10-03 01:30', isDecodeFinish: true, available: true },
  }
}
