import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'

/**
 * A second meeting service, written only from the pages of the interface and sharing no code with demo/: a
 * separate media host, pages of at most 100 rows with one duplicate, another error format, programs that
 * answer with another id, ended meetings nested twice.
 */
export interface OtherService {
  url: string
  appId: string
  appKey: string
  account: string
  password: string
  /** Requests in order: `METHOD /path`. */
  calls: string[]
  saves: { body: unknown; requestId: string; language: string }[]
  downloads: { token: string; range: string; withAccessToken: boolean }[]
  liveTokens: Set<string>
  /** Byte counts after which the next downloads are cut, one each. */
  cuts: number[]
  sha256: string
  bytes: number
  close(): Promise<void>
}

const APP = { appId: 'app-of-another-company', appKey: 'key/with+signs=and 空格' }
const ACCOUNT = { account: 'zhangsan@huawei', password: 'Pässwörd-1' }
const ROWS = 130
export const OTHER_UUID = '51adf610220411eaaae03f22d33cc26b'

/** With `tls` (PEM), both hosts serve https on their IP address. */
export async function startOtherService({
  honoursRange,
  tls,
}: {
  honoursRange: boolean
  tls?: { key: string; cert: string }
}): Promise<OtherService> {
  const serve = (answerOne: (request: IncomingMessage, response: ServerResponse) => void): Server =>
    tls === undefined ? createServer(answerOne) : createTlsServer(tls, answerOne)
  const scheme = tls === undefined ? 'http' : 'https'
  const film = makeFilm(3_000_000)
  const media = serve(sendFilm)
  const mediaUrl = await listen(media, scheme)
  const api = serve((request, response) => void answer(request, response))
  const url = await listen(api, scheme)
  const linkTokens = new Set<string>()
  const service: OtherService = {
    url,
    ...APP,
    ...ACCOUNT,
    calls: [],
    saves: [],
    downloads: [],
    liveTokens: new Set<string>(),
    cuts: [],
    sha256: createHash('sha256').update(film).digest('hex'),
    bytes: film.length,
    close: async () => {
      for (const server of [api, media]) {
        server.closeAllConnections()
        await new Promise((resolve) => server.close(resolve))
      }
    },
  }
  return service

  function sendFilm(request: IncomingMessage, response: ServerResponse): void {
    const token = request.headers.authorization ?? ''
    const range = request.headers.range ?? ''
    service.downloads.push({ token, range, withAccessToken: 'x-access-token' in request.headers })
    if (!linkTokens.delete(token)) return void response.writeHead(401).end()
    const from = honoursRange ? Number(/^bytes=(\d+)-$/.exec(range)?.[1] ?? 0) : 0
    const body = film.subarray(from)
    const headers = { 'Content-Type': 'application/octet-stream', 'Content-Length': body.length }
    if (from === 0) response.writeHead(200, headers)
    else
      response.writeHead(206, {
        ...headers,
        'Content-Range': `bytes ${from}-${film.length - 1}/${film.length}`,
      })
    const cut = service.cuts.shift()
    if (cut === undefined) response.end(body)
    else response.write(body.subarray(0, cut), () => setTimeout(() => response.socket?.destroy(), 50))
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url)
    const call = `${request.method} ${pathname}`
    service.calls.push(call)
    const text = await textOf(request)
    const requestId = String(request.headers['x-request-id'] ?? randomUUID())
    const send = (status: number, body?: unknown) => {
      response.writeHead(status, {
        'Content-Type': 'application/json;charset=UTF-8',
        'X-Request-Id': requestId,
      })
      response.end(body === undefined ? '' : JSON.stringify(body))
    }
    const refuse = (status: number, errorCode: string) => send(status, { errorCode, errorMsg: 'refused' })

    if (call === 'POST /v2/usg/acs/auth/appauth')
      return isSigned(request, JSON.parse(text) as SignIn)
        ? send(200, newToken())
        : refuse(401, 'USG.206010025')
    if (call === 'POST /v1/usg/acs/auth/account') {
      const basic = Buffer.from(`${ACCOUNT.account}:${ACCOUNT.password}`, 'utf8').toString('base64')
      return request.headers.authorization === `Basic ${basic}`
        ? send(200, newToken())
        : refuse(401, 'USG.206010000')
    }
    if (call === 'POST /v1/usg/acs/token/validate') {
      const { token } = JSON.parse(text) as { token: string }
      return service.liveTokens.has(token) ? send(200, tokenAnswer(token)) : refuse(401, 'USG.000000004')
    }
    if (call === 'GET /proconf/meetings')
      return send(200, {
        error: null,
        data: { data: [{ room_name: 'r1', unique_id: 'r1_1', created_at: 'x' }] },
      })

    const access = String(request.headers['x-access-token'] ?? '')
    if (!service.liveTokens.has(access)) return refuse(401, 'USG.000000004')
    if (call === 'DELETE /v1/usg/acs/token') {
      service.liveTokens.delete(access)
      return send(200)
    }
    if (call === 'GET /v1/mmc/management/record/files') {
      const offset = Number(searchParams.get('offset') ?? 0)
      const limit = Math.min(100, Number(searchParams.get('limit') ?? 20))
      // A meeting that ended meanwhile moved every row down by one: the last row of a page occurs twice.
      const from = offset === 0 ? 0 : offset - 1
      const data = Array.from({ length: ROWS }, (_, n) => rowOf(n)).slice(from, offset + limit)
      return send(200, { offset, limit, count: ROWS, data })
    }
    if (call === 'GET /v1/mmc/management/conferences/record/files')
      return searchParams.get('confUUID') === OTHER_UUID ? send(200, rowOf(0)) : refuse(400, 'MMC.111070005')
    if (call === 'GET /v1/mmc/management/record/downloadurls') {
      const urls = ['Aux', 'Hd', 'Sd'].map((fileType) => {
        const token = randomBytes(32).toString('hex')
        linkTokens.add(token)
        return { token, fileType, url: `${mediaUrl}/download/x/video${fileType}/0_0.mp4` }
      })
      return send(200, { recordUrls: [{ confUuid: searchParams.get('confUUID'), urls }] })
    }
    if (call === 'POST /v1/usg/sss/meeting-files/save-to-personal-space') {
      const language = request.headers['accept-language'] ?? ''
      service.saves.push({ body: JSON.parse(text), requestId, language })
      return send(200)
    }
    if (pathname.startsWith('/v1/usg/sss/programs/'))
      return send(200, {
        id: '0b95f012274443a1bb0a223c131284a6',
        lastUpdatedBy: '',
        updateTime: 1593538299852,
        programName: 'LhL85eKrB9',
        materialSizeStr: '462.71KB',
        playTime: 10,
        programItemList: [
          {
            materialId: 'c70',
            materialName: 'x',
            filePath: 'https://mock/download-file',
            playTime: 10,
          },
        ],
      })
    send(404, { error_code: 'APIG.0101', error_msg: 'The API does not exist', request_id: requestId })
  }

  function newToken(): object {
    const token = `stb${randomBytes(16).toString('hex')}`
    service.liveTokens.add(token)
    return tokenAnswer(token)
  }
}

function tokenAnswer(accessToken: string): object {
  const createTime = Date.now()
  return {
    accessToken,
    createTime,
    validPeriod: 43_200,
    expireTime: Math.floor(createTime / 1000) + 43_200,
    refreshToken: 'stbrefresh',
    refreshValidPeriod: 2_592_000,
    tokenType: 0,
    clientType: 72,
    user: {
      userId: 'u1',
      name: '张三',
      adminType: 1,
      numberHA1: 'secret',
      password: null,
    },
  }
}

interface SignIn {
  appId: string
  userId?: string
  expireTime: number
  nonce: string
  clientType: number
}

/** The signature covers the body's own values; a missing user is an empty field. */
function isSigned(request: IncomingMessage, body: SignIn): boolean {
  const data = `${body.appId}:${body.userId ?? ''}:${body.expireTime}:${body.nonce}`
  const signature = createHmac('sha256', APP.appKey).update(data, 'utf8').digest('hex')
  const access = Buffer.from(APP.appId).toString('base64')
  return (
    request.headers.authorization === `HMAC-SHA256 signature=${signature},access=${access}` &&
    request.headers['x-token-type'] === 'LongTicket' &&
    body.appId === APP.appId &&
    body.clientType === 72 &&
    !('corpId' in body) &&
    (body.expireTime === 0 || body.expireTime > Date.now() / 1000) &&
    body.expireTime < 10_000_000_000
  )
}

function rowOf(n: number): object {
  return {
    confUUID: n === 0 ? OTHER_UUID : `uuid-${n}`,
    confID: '912049654',
    url: [],
    rcdTime: 71,
    rcdSize: 0,
    subject: `user8002's meeting ${n}`,
    scheduserName: 'user8002',
    startTime: '2019-12-19 02:07',
    isDecodeFinish: true,
    decodeEndTime: 1576721412885,
    available: true,
    recordAuthType: 2,
  }
}

/** The smallest file with an MP4's structure. */
function makeFilm(bytes: number): Buffer {
  const box = (type: string, content: Buffer) => {
    const header = Buffer.alloc(8)
    header.writeUInt32BE(content.length + 8, 0)
    header.write(type, 4, 'latin1')
    return Buffer.concat([header, content])
  }
  const ftyp = box('ftyp', Buffer.from('isom\0\0\0\0isom', 'latin1'))
  const moov = box('moov', box('mvhd', Buffer.alloc(100)))
  return Buffer.concat([ftyp, moov, box('mdat', randomBytes(bytes))])
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

async function listen(server: Server, scheme: string): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`
}
