import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  /** As it was sent. */
  body: string
}

export interface Given {
  status?: number
  headers?: Record<string, string>
  /** Strings are sent unchanged, anything else as JSON; undefined sends no body. */
  body?: unknown
}

/** A site's answer to a request, the n-th from 1; null: none. */
export type Give = (asked: Asked, count: number) => Given | null | Promise<Given | null>

/** A server on the loopback address that answers with `give`, and records its requests. */
export async function jsonSite(give: Give) {
  const asked: Asked[] = []
  const server = createServer((request, answer) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    const respond = async (): Promise<void> => {
      const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://site')
      const body = Buffer.concat(chunks).toString('utf8')
      const one: Asked = { method: request.method ?? '', path, query, headers: request.headers, body }
      asked.push(one)
      const count = asked.length
      const given = await give(one, count)
      if (given === null) return
      answer.writeHead(given.status ?? 200, { 'X-Request-Id': `answer-${count}`, ...given.headers })
      if (given.body === undefined) answer.end()
      else answer.end(typeof given.body === 'string' ? given.body : JSON.stringify(given.body))
    }
    request.on('end', () => void respond())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
