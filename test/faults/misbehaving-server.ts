import { createHash } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { Link } from '../../main/interfaces.ts'

/** One response of the server; `from` is the start of the requested range, 0 without Range. */
export type Behaviour = (exchange: Exchange) => void

export interface Exchange {
  request: http.IncomingMessage
  response: http.ServerResponse
  socket: Socket
  /** The TCP connection, below TLS if there is any. */
  wire: Socket
  file: Buffer
  /** First requested byte; null: no Range. */
  from: number | null
  etag: string
}

export interface MisbehavingServer {
  origin: string
  /** A link with a single-use token for one file. */
  freshLink: (file?: number) => Promise<Link>
  /** Range headers of the requests for the first file, in order; null: none. */
  ranges: (string | null)[]
  rangesOf: (file: number) => (string | null)[]
  /** Tokens that were used twice, for another file, or never issued. */
  tokenFaults: string[]
  linksGiven: () => number
  /** The Authorization headers of requests to /elsewhere, a redirect target. */
  elsewhere: (string | undefined)[]
  /** Replaces the first file from now on. */
  serve: (file: Buffer) => void
  close: () => Promise<void>
}

export interface ServerOptions {
  /** PEM; https then. */
  tls?: { key: string; cert: string }
  /** Further files, each with its own script. */
  more?: { file: Buffer; script: Behaviour[] }[]
  /** The response of /elsewhere: by default the first file. */
  elsewhere?: Behaviour
}

/**
 * A download server that follows a script: one behaviour per request, repeating the last one. Tokens work
 * once, as the service's do.
 */
export async function misbehavingServer(
  file: Buffer,
  script: Behaviour[],
  { tls, more = [], elsewhere = good() }: ServerOptions = {},
): Promise<MisbehavingServer> {
  const served = [{ file, script }, ...more].map((one) => ({ ...one, ranges: [] as (string | null)[] }))
  const fileOf = (n: number): (typeof served)[number] => {
    const found = served[n]
    if (found === undefined) throw new Error(`no file ${n}`)
    return found
  }
  let given = 0
  const fresh = new Map<string, number>()
  const tokenFaults: string[] = []
  const cameElsewhere: (string | undefined)[] = []
  const wires = new Map<number, Socket>()

  const answerOne = (request: http.IncomingMessage, response: http.ServerResponse): void => {
    const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')
    const respond = (behaviour: Behaviour | undefined, content: Buffer): void =>
      behaviour?.({
        request,
        response,
        socket: request.socket,
        wire: wires.get(request.socket.remotePort ?? 0) ?? request.socket,
        file: content,
        from: range === null ? null : Number(range[1]),
        etag: etagOf(content),
      })
    if (request.url === '/elsewhere') {
      cameElsewhere.push(request.headers.authorization)
      return respond(elsewhere, fileOf(0).file)
    }
    const n = Number(/^\/videoHD\/0_(\d)\.mp4$/.exec(request.url ?? '')?.[1] ?? -1)
    if (served[n] === undefined) return void response.writeHead(404).end()
    const token = request.headers.authorization ?? ''
    if (fresh.get(token) !== n) tokenFaults.push(token)
    fresh.delete(token)
    const { ranges, script: behaviours, file: content } = fileOf(n)
    const behaviour = behaviours[Math.min(ranges.length, behaviours.length - 1)]
    ranges.push(request.headers.range ?? null)
    respond(behaviour, content)
  }

  const server = tls === undefined ? http.createServer(answerOne) : https.createServer(tls, answerOne)
  server.on('connection', (wire: Socket) => {
    const port = wire.remotePort ?? 0
    wires.set(port, wire)
    wire.on('error', () => undefined)
    wire.on('close', () => wires.delete(port))
  })
  server.on('secureConnection', (socket: Socket) => void socket.on('error', () => undefined))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const scheme = tls === undefined ? 'http' : 'https'
  const origin = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    origin,
    freshLink: async (n = 0) => {
      given += 1
      const token = createHash('sha256').update(`${origin}${given}`).digest('hex')
      fresh.set(token, n)
      return { url: `${origin}/videoHD/0_${n}.mp4`, headers: { Authorization: token } }
    },
    ranges: fileOf(0).ranges,
    rangesOf: (n) => fileOf(n).ranges,
    tokenFaults,
    linksGiven: () => given,
    elsewhere: cameElsewhere,
    serve: (other) => {
      fileOf(0).file = other
    },
    close: async () => {
      for (const wire of wires.values()) wire.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export function etagOf(file: Buffer): string {
  return `"${createHash('md5').update(file).digest('hex')}"`
}

/** A correct response: 206 for a range, otherwise 200. `etag` null omits validators. */
export function good(options: { etag?: string | null } = {}): Behaviour {
  return ({ response, file, from, etag: own }) => {
    const etag = options.etag === undefined ? own : options.etag
    const validators = etag === null ? {} : { ETag: etag }
    if (from !== null && from >= file.length)
      return void response.writeHead(416, { 'Content-Range': `bytes */${file.length}` }).end()
    const body = file.subarray(from ?? 0)
    response.writeHead(from === null ? 200 : 206, {
      'Content-Type': 'video/mp4',
      'Content-Length': body.length,
      'Accept-Ranges': 'bytes',
      ...validators,
      ...(from === null ? {} : { 'Content-Range': `bytes ${from}-${file.length - 1}/${file.length}` }),
    })
    response.end(body)
  }
}

/** Responds correctly but resets the connection after this many bytes of the body. */
export function cutAfter(
  bytes: number,
  options: { chunked?: boolean; noLength?: boolean; etag?: null } = {},
): Behaviour {
  return ({ response, socket, file, from, etag }) => {
    const body = file.subarray(from ?? 0)
    const framing =
      options.chunked === true || options.noLength === true ? {} : { 'Content-Length': String(body.length) }
    const range = from === null ? {} : { 'Content-Range': `bytes ${from}-${file.length - 1}/${file.length}` }
    if (options.noLength === true) {
      socket.write('HTTP/1.0 200 OK\r\nContent-Type: video/mp4\r\n\r\n')
      socket.end(file.subarray(0, bytes))
      return
    }
    response.writeHead(from === null ? 200 : 206, {
      'Content-Type': 'video/mp4',
      ...framing,
      ...range,
      ...(options.etag === null ? {} : { ETag: etag }),
    })
    response.write(body.subarray(0, bytes), () => setTimeout(() => socket.destroy(), 30))
  }
}

/** A complete literal response with this head. */
export function answer(
  status: number,
  headers: Record<string, string>,
  body: (exchange: Exchange) => Buffer | string = () => '',
): Behaviour {
  return (exchange) => void exchange.response.writeHead(status, headers).end(body(exchange))
}

/** A 206 with these headers overriding the correct ones, and this body instead of the correct one. */
export function partial(
  headers: (exchange: Exchange & { from: number }) => Record<string, string | undefined>,
  body: (exchange: Exchange & { from: number }) => Buffer = ({ file, from }) => file.subarray(from),
): Behaviour {
  return (exchange) => {
    const asked = { ...exchange, from: exchange.from ?? 0 }
    const { file, from } = asked
    const sent = body(asked)
    const all = {
      'Content-Type': 'video/mp4',
      'Content-Length': String(sent.length),
      'Content-Range': `bytes ${from}-${file.length - 1}/${file.length}`,
      ETag: exchange.etag,
      ...headers(asked),
    }
    const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined)
    exchange.response.writeHead(206, Object.fromEntries(given)).end(sent)
  }
}

/** Sends a correct head and so many bytes of the body, then stalls with the connection open. */
export function stallAfter(bytes: number): Behaviour {
  return ({ response, file, from, etag }) => {
    const body = file.subarray(from ?? 0)
    response.writeHead(from === null ? 200 : 206, {
      'Content-Type': 'video/mp4',
      'Content-Length': body.length,
      ETag: etag,
      ...(from === null ? {} : { 'Content-Range': `bytes ${from}-${file.length - 1}/${file.length}` }),
    })
    response.flushHeaders()
    if (bytes > 0) response.write(body.subarray(0, bytes))
  }
}

/** Serves this file from now on, with this behaviour. */
export function changed(to: Buffer, how: Behaviour, server: () => MisbehavingServer): Behaviour {
  return (exchange) => {
    server().serve(to)
    how({ ...exchange, file: to, etag: etagOf(to) })
  }
}
