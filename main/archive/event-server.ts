import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { readPush } from './event-push.ts'

/** Messages have some hundred bytes. */
const MAX_BYTES = 64 * 1024
const MAX_CONNECTIONS = 100
const REQUEST_MS = 10_000
/** Repetitions come for 24 hours. */
const MAX_REMEMBERED = 10_000

export interface EventServer {
  port: number
  close(): Promise<void>
}

/**
 * Takes the messages that the meeting service pushes, behind a reverse proxy with TLS: answers the message that
 * verifies the address, and calls `onRecorded` once for each recording that has ended. Nothing in a message is used
 * but its kind. Rejects when the port cannot be used.
 *
 * @param key password of the subscription
 */
export async function startEventServer(
  { host, port }: { host: string; port: number },
  key: string,
  onRecorded: () => void,
): Promise<EventServer> {
  const known = new Set<string>()
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy())
  })
  server.maxConnections = MAX_CONNECTIONS
  server.requestTimeout = REQUEST_MS
  server.headersTimeout = REQUEST_MS

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return end(response, 405)
    if (Number(request.headers['content-length'] ?? 0) > MAX_BYTES) {
      // What was not read makes the connection useless.
      response.setHeader('Connection', 'close')
      return end(response, 413)
    }
    const text = await textOf(request)
    if (text === null) return void response.destroy()
    const push = readPush(text, key)
    if (push.kind === 'malformed') return end(response, 400)
    if (push.kind === 'unsigned') return end(response, 401)
    const { id, event, nonce } = push
    if (event === 'meeting.verify') return end(response, 200, { event, nonce })
    end(response, 200)
    if (event !== 'record.finish' || known.has(id)) return
    known.add(id)
    for (const oldest of known) {
      if (known.size <= MAX_REMEMBERED) break
      known.delete(oldest)
    }
    onRecorded()
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function end(response: ServerResponse, status: number, body: object = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json;charset=UTF-8' }).end(JSON.stringify(body))
}

/** null: too long. */
async function textOf(request: IncomingMessage): Promise<string | null> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length
    if (bytes > MAX_BYTES) return null
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}
