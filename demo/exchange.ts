import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/** One request to a JSON call of the service. */
export interface Call {
  headers: IncomingHttpHeaders
  query: URLSearchParams
  /** Values of the `:name` segments of the route's path. */
  params: Record<string, string>
  /** Parsed JSON; undefined without a body. */
  body: unknown
  requestId: string
}

export interface Reply {
  status: number
  /** Sent as JSON; undefined sends no body. */
  body?: unknown
}

/** An error in the service's main error format. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

const MAX_BODY_BYTES = 256 * 1024

/** Reads a JSON body; throws when it is too long or not JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_BODY_BYTES) throw new Refusal(413, 'APIG.0201', 'Request entity too large')
    chunks.push(chunk)
  }
  if (bytes === 0) return undefined
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    throw new Refusal(400, 'USG.000000003', 'Invalid request parameters: the body is not JSON')
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An integer query parameter within its limits; the service clamps higher values to the limit. */
export function numberOf(query: URLSearchParams, name: string, fallback: number, max = Infinity): number {
  const text = query.get(name)
  if (text === null || text === '') return fallback
  if (!/^\d{1,16}$/.test(text)) throw new Refusal(400, 'USG.000000003', `Invalid request parameter: ${name}`)
  return Math.min(Number(text), max)
}
