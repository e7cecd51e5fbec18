import type { IncomingMessage } from 'node:http'
import { AppError } from '../../contract/errors.ts'
import { deadline } from '../network/deadline.ts'
import { toNetworkError } from '../network/network-error.ts'
import type { Network } from '../network/network.ts'
import { plainGet } from '../network/plain-get.ts'
import { followRedirect, isRedirect } from '../network/redirects.ts'
import type { Link } from '../interfaces.ts'
import { pictureKind } from './picture-kind.ts'

export interface Picture {
  type: 'image/png' | 'image/jpeg'
  bytes: Uint8Array
}

export interface PictureLimits {
  maxBytes: number
  /** Maximum width and height in pixels: a small file can decode to gigabytes. */
  maxSide: number
  /** Maximum width times height: decoded, each pixel takes four bytes. */
  maxPixels: number
}
/** A thumbnail is about ten kilobytes; anything much larger is not one. */
const THUMBNAIL: PictureLimits = { maxBytes: 1_000_000, maxSide: 4096, maxPixels: 4_000_000 }
const MAX_REDIRECTS = 3
const TIMEOUT_MS = 20_000

/**
 * Fetches a picture from a service, by default a thumbnail. Throws the network error, LINK_REFUSED for any
 * status but 200, and BAD_ANSWER if the bytes are not a PNG or JPEG or exceed the limits.
 */
export async function fetchPicture(
  link: Link,
  network: Network,
  limits: PictureLimits = THUMBNAIL,
): Promise<Picture> {
  const { signal, clear } = deadline(TIMEOUT_MS)
  let from = link
  try {
    for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
      const answer = await ask(from, network, signal)
      try {
        const { statusCode: status = 0, headers } = answer
        if (isRedirect(status) && headers.location !== undefined) {
          from = followRedirect(from, headers.location)
          continue
        }
        if (status !== 200) throw new AppError('LINK_REFUSED', { detail: `HTTP ${status}` })
        return pictureOf(await read(answer, limits), limits)
      } finally {
        answer.destroy()
      }
    }
  } finally {
    clear()
  }
  throw new AppError('LINK_REFUSED', { detail: 'too many redirects' })
}

async function ask(link: Link, network: Network, signal: AbortSignal): Promise<IncomingMessage> {
  try {
    return await plainGet(link, { agentFor: network.agentFor, signal })
  } catch (error) {
    throw toNetworkError(error, new URL(link.url))
  }
}

async function read(body: AsyncIterable<Buffer>, { maxBytes }: PictureLimits): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of body) {
      size += chunk.length
      if (size > maxBytes) throw new AppError('BAD_ANSWER', { detail: 'the picture is too large' })
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('OFFLINE', { detail: 'the picture was cut' }, { cause: error })
  }
  return Buffer.concat(chunks)
}

function pictureOf(bytes: Uint8Array, { maxSide, maxPixels }: PictureLimits): Picture {
  const kind = pictureKind(bytes)
  if (kind === null) throw new AppError('BAD_ANSWER', { detail: 'not a PNG or JPEG' })
  if (Math.max(kind.width, kind.height) > maxSide || kind.width * kind.height > maxPixels)
    throw new AppError('BAD_ANSWER', { detail: `${kind.width}x${kind.height} is too large to show` })
  return { type: kind.type, bytes }
}

/** A data URL, because the page may load no other address. */
export function dataUrlOf({ type, bytes }: Picture): string {
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
}
