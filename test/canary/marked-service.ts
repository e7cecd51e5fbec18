import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import http from 'node:http'
import https from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Certificate } from '../certificates.ts'
import { film } from '../faults/film.ts'
import { BEYOND } from '../proxies.ts'
import { type MarkedSecret, markedSecret, type Place } from './marked-secrets.ts'

export const CONF_UUID = '42b8e80be5044513ae20edd4ad705272'
const FILM = film(1_500_000)

/** A cloud, a media host, a meetings server and a proxy in front of them that all use marked secrets. */
export interface MarkedService {
  url: string
  meetingsUrl: string
  proxyUrl: string
  appKey: MarkedSecret
  password: MarkedSecret
  proxyPassword: MarkedSecret
  meetingsAuthorization: MarkedSecret
  wrongAuthorization: MarkedSecret
  /** Tokens issued so far. */
  issued: { access: MarkedSecret[]; refresh: MarkedSecret[]; link: MarkedSecret[]; once: MarkedSecret[] }
  /** What the servers received: URL, each header and body of every request, as separate places. */
  seen: Place[]
  /** Byte counts after which downloads are cut, one each. */
  cuts: number[]
  downloads: { path: string; status: number }[]
  close(): Promise<void>
}

export async function startMarkedService(certificate: Certificate): Promise<MarkedService> {
  const seen: Place[] = []
  const issued: MarkedService['issued'] = { access: [], refresh: [], link: [], once: [] }
  const note = (server: string, request: IncomingMessage, body = ''): void => {
    const what = `${server} ${request.method} ${(request.url ?? '').split('?')[0]}`
    seen.push({ where: `URL of ${what}`, text: request.url ?? '' }, { where: `body of ${what}`, text: body })
    for (const [name, value] of Object.entries(request.headers))
      seen.push({ where: `${name} of ${what}`, text: String(value) })
  }
  const issue = (kind: keyof typeof issued): string => {
    const secret = markedSecret(`${kind}-token-${issued[kind].length + 1}`)
    issued[kind].push(secret)
    return secret.value
  }
  const good = (kind: keyof typeof issued, value: unknown): boolean =>
    issued[kind].some((secret) => secret.value === value)

  const media = https.createServer(certificate, (request, response) => sendFilm(request, response))
  const api = https.createServer(certificate, (request, response) => void answer(request, response))
  const proxy = http.createServer()
  // A server no longer counts a connection it has handed over, but waits for it.
  const tunnels: Socket[] = []
  const listen = async (server: Server): Promise<number> => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }
  const mediaUrl = `https://${BEYOND}:${await listen(media)}`
  const url = `https://${BEYOND}:${await listen(api)}`
  const service: MarkedService = {
    url,
    meetingsUrl: `${url}/proconf`,
    proxyUrl: `http://127.0.0.1:${await listen(proxy)}`,
    appKey: markedSecret('app-key'),
    password: markedSecret('password'),
    proxyPassword: markedSecret('proxy-password'),
    meetingsAuthorization: markedSecret('meetings-authorization'),
    wrongAuthorization: markedSecret('wrong-authorization'),
    issued,
    seen,
    cuts: [],
    downloads: [],
    close: async () => {
      for (const socket of tunnels) socket.destroy()
      for (const server of [api, media, proxy]) {
        server.closeAllConnections()
        await new Promise((resolve) => server.close(resolve))
      }
    },
  }

  proxy.on('connect', (request: IncomingMessage, socket: Socket) => {
    note('proxy', request)
    tunnels.push(socket)
    const wanted = Buffer.from(`liu:${service.proxyPassword.value}`).toString('base64')
    if (request.headers['proxy-authorization'] !== `Basic ${wanted}`)
      return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
    const [host = '', port = ''] = (request.url ?? '').split(':')
    const through = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      through.pipe(socket).pipe(through)
    })
    for (const end of [through, socket])
      end.on('error', () => [through, socket].forEach((one) => one.destroy()))
  })
  return service

  function sendFilm(request: IncomingMessage, response: ServerResponse): void {
    note('media', request)
    const { pathname, searchParams } = new URL(request.url ?? '/', mediaUrl)
    const isLinked =
      good('link', request.headers.authorization) || good('once', searchParams.get('onceToken') ?? '')
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    const status = !isLinked ? 401 : from === 0 ? 200 : 206
    service.downloads.push({ path: pathname, status })
    if (!isLinked) return void response.writeHead(401).end()
    response.writeHead(status, {
      'Content-Type': 'video/mp4',
      'Content-Length': FILM.length - from,
      ETag: '"film"',
      ...(from === 0 ? {} : { 'Content-Range': `bytes ${from}-${FILM.length - 1}/${FILM.length}` }),
    })
    const cut = service.cuts.shift()
    if (cut === undefined) response.end(FILM.subarray(from))
    else response.write(FILM.subarray(from, from + cut), () => setTimeout(() => request.socket.destroy(), 50))
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request)
    const { pathname } = new URL(request.url ?? '/', url)
    const call = `${request.method} ${pathname}`
    note('api', request, body)
    const send = (status: number, answered?: unknown): void => {
      response.writeHead(status, { 'Content-Type': 'application/json' })
      response.end(answered === undefined ? '' : JSON.stringify(answered))
    }
    switch (call) {
      case 'POST /v2/usg/acs/auth/appauth':
      case 'POST /v1/usg/acs/auth/account':
      case 'PUT /v1/usg/acs/token':
        return send(200, newToken())
      case 'GET /proconf/meetings':
        return request.headers.authorization === service.meetingsAuthorization.value
          ? send(200, {
              error: null,
              data: [{ room_name: 'r', unique_id: 'u', created_at: '2026-10-01T00:00:00Z' }],
            })
          : send(401, { error: `unknown: ${request.headers.authorization}` })
    }
    if (!good('access', request.headers['x-access-token'])) return send(401, { error_code: 'USG.000000004' })
    switch (call) {
      case 'GET /v1/mmc/management/record/files':
        return send(200, { offset: 0, limit: 500, count: 1, data: [row()] })
      case 'GET /v1/mmc/management/conferences/record/files':
        return send(200, row())
      case 'GET /v1/mmc/management/record/downloadurls':
        return send(200, { recordUrls: [{ confUuid: CONF_UUID, urls: [linked('Hd')] }] })
      case 'POST /v1/mmc/rlm/record/info':
        return send(200, {
          segmentCount: 1,
          segmentList: [
            {
              manualOrder: 1,
              segmentOrder: 1,
              fileList: [described('SPEAKER_VIDEO'), described('SHARE_VIDEO')],
            },
          ],
        })
      case 'POST /v1/usg/sss/meeting-files/save-to-personal-space':
      case 'DELETE /v1/usg/acs/token':
        return send(200)
    }
    // An error that echoes the request, as gateways send.
    send(500, {
      error_code: 'APIG.0999',
      error_msg: `failed for token ${String(request.headers['x-access-token'])}`,
    })
  }

  function newToken(): object {
    return {
      accessToken: issue('access'),
      refreshToken: issue('refresh'),
      validPeriod: 3600,
      user: { userId: 'zhangsan', name: '张三', adminType: 1 },
    }
  }

  function row(): object {
    return {
      ...{
        confUUID: CONF_UUID,
        confID: '912049654',
        url: [],
        rcdTime: 71,
        rcdSize: 1,
        subject: 'Weekly 周会',
      },
      ...{ scheduserName: '张三', startTime: '2026-10-03 01:30', isDecodeFinish: true, available: true },
    }
  }

  function linked(fileType: string): object {
    return { token: issue('link'), fileType, url: `${mediaUrl}/${CONF_UUID}/video${fileType}/0_0.mp4` }
  }

  function described(recordType: string): object {
    const onceToken = encodeURIComponent(issue('once'))
    return {
      ...{ recordType, beginTime: 1, endTime: 2, duration: 71, fileSize: FILM.length },
      sha256: createHash('sha256').update(FILM).digest('hex'),
      downloadUrl: `${mediaUrl}/${CONF_UUID}/${recordType}/0_0.mp4?onceToken=${onceToken}`,
    }
  }
}
