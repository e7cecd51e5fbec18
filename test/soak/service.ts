import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { film } from '../faults/film.ts'

export const ACCESS_TOKEN = 'token-of-the-soak-test'
const FILE_TYPES = ['Hd', 'Sd', 'Aux']
const CHUNK_BYTES = 32 * 1024

export interface SoakFile {
  /** `<confUUID>/<type>`, as in the identity in a journal. */
  name: string
  content: Buffer
}

export interface SoakService {
  url: string
  confUUIDs: string[]
  files: SoakFile[]
  /** Downloads in order; from: null without Range. */
  downloads: { name: string; from: number | null }[]
  /** Tokens used twice, for another file, or never issued. */
  tokenFaults: string[]
  /** Bytes of all files sent so far. */
  sent(): number
  /** Called for every chunk sent; `isEnd`: it was the last of its response. */
  onSent: (bytes: number, isEnd: boolean) => void
  close(): Promise<void>
}

/**
 * A meeting service with several recordings in three types, single-use links, Range, and each connection
 * throttled to `bytesPerSecond`. It implements only the calls a download needs.
 */
export async function startSoakService(options: {
  recordings: number
  bytesPerSecond: number
  random: () => number
}): Promise<SoakService> {
  const confUUIDs = Array.from({ length: options.recordings }, (_, n) => `soak-${n}`)
  const files: SoakFile[] = confUUIDs.flatMap((confUUID) =>
    FILE_TYPES.map((type) => ({
      name: `${confUUID}/${type}`,
      content: film(
        1_000_000 + Math.floor(options.random() * 7_000_000),
        Math.floor(options.random() * 2 ** 32),
      ),
    })),
  )
  const links = new Map<string, string>()
  let sent = 0
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  const service: SoakService = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    confUUIDs,
    files,
    downloads: [],
    tokenFaults: [],
    sent: () => sent,
    onSent: () => undefined,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return service

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', service.url)
    const send = (status: number, body: unknown): void =>
      void response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
    const confUUID = searchParams.get('confUUID') ?? ''
    if (pathname.startsWith('/media/')) return await sendFilm(request, response, pathname)
    if (pathname === '/v1/usg/acs/token/validate') {
      await text(request)
      const createTime = Date.now()
      const user = { userId: 'u1', name: 'soak', adminType: 1 }
      return send(200, { accessToken: ACCESS_TOKEN, createTime, validPeriod: 43_200, tokenType: 0, user })
    }
    if (request.headers['x-access-token'] !== ACCESS_TOKEN)
      return send(401, { error_code: 'USG.000000004', error_msg: 'refused' })
    if (pathname === '/v1/mmc/management/conferences/record/files')
      return send(200, {
        confUUID,
        confID: '1',
        subject: `Film ${confUUID}`,
        startTime: '2026-10-03 01:30',
        isDecodeFinish: true,
        available: true,
      })
    if (pathname === '/v1/mmc/management/record/downloadurls') {
      const urls = FILE_TYPES.map((fileType) => {
        const token = randomBytes(32).toString('hex')
        links.set(token, `${confUUID}/${fileType}`)
        return { token, fileType, url: `${service.url}/media/${confUUID}/${fileType}/0_0.mp4` }
      })
      return send(200, { recordUrls: [{ confUuid: confUUID, urls }] })
    }
    send(404, { error_code: 'APIG.0101', error_msg: 'The API does not exist' })
  }

  async function sendFilm(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const name = path.split('/').slice(2, 4).join('/')
    const file = files.find((one) => one.name === name)
    const token = request.headers.authorization ?? ''
    const isFresh = links.get(token) === name && links.delete(token)
    if (!isFresh) service.tokenFaults.push(`${token} for ${name}`)
    if (!isFresh || file === undefined) return void response.writeHead(401).end()
    const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')
    const from = range === null ? null : Number(range[1])
    service.downloads.push({ name, from })
    const { content } = file
    response.writeHead(from === null ? 200 : 206, {
      'Content-Type': 'video/mp4',
      'Content-Length': content.length - (from ?? 0),
      ETag: `"${name}"`,
      ...(from === null ? {} : { 'Content-Range': `bytes ${from}-${content.length - 1}/${content.length}` }),
    })
    const startedAt = performance.now()
    const start = from ?? 0
    for (let at = start; at < content.length && !response.destroyed;) {
      const piece = content.subarray(at, at + CHUNK_BYTES)
      const isTaken = response.write(piece)
      at += piece.length
      sent += piece.length
      service.onSent(piece.length, at === content.length)
      const dueIn = ((at - start) * 1000) / options.bytesPerSecond - (performance.now() - startedAt)
      if (dueIn > 1 || !isTaken) await wait(Math.max(1, dueIn))
    }
    response.end()
  }
}
