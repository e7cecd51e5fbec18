import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'

/** How often in a row no byte may arrive. */
const TRIES = 4

/**
 * Fetches a file over HTTP and keeps what has arrived: after a cut, and at the next call, it goes on where it was.
 * Whether the file is the right one is the caller's to check.
 *
 * @param url where it is; the environment's proxy is whatever the global dispatcher of fetch says.
 * @param target the path it gets once it is whole.
 * @param options `parts`: the folder of unfinished files; `stallMs`: how long no byte may come, in milliseconds;
 *   `retryMs`: how long to wait before another try; `onProgress(have, total)`: in bytes, `total` null when unknown.
 * @throws {Error} when it cannot be had: the answer's status, or why the last try failed.
 */
export async function downloadResumably(url, target, options) {
  const { parts, stallMs, retryMs, onProgress } = options
  await mkdir(parts, { recursive: true })
  const part = join(parts, `${createHash('sha256').update(url).digest('hex').slice(0, 16)}.part`)
  let tries = TRIES
  for (;;) {
    const had = await sizeOf(part)
    try {
      await fetchRest(url, part, { stallMs, onProgress })
      break
    } catch (error) {
      if (error instanceof Refused) throw error
      // As long as bytes come it goes on.
      tries = (await sizeOf(part)) > had ? TRIES : tries - 1
      if (tries === 0) throw error
      await delay(retryMs)
    }
  }
  await mkdir(dirname(target), { recursive: true })
  await move(part, target)
  await rm(`${part}.json`, { force: true })
}

/** One request for what is missing. Resolves when the file is whole. */
async function fetchRest(url, part, { stallMs, onProgress }) {
  const have = await sizeOf(part)
  const etag = have > 0 ? await etagOf(part) : null
  const controller = new AbortController()
  const stalled = () => controller.abort(new Error(`no byte came for ${Math.ceil(stallMs / 1000)} seconds`))
  let timer = setTimeout(stalled, stallMs)
  try {
    const response = await fetch(url, {
      signal: controller.signal,
      headers: {
        'accept-encoding': 'identity',
        ...(have > 0 && { range: `bytes=${have}-`, ...(etag !== null && { 'if-range': etag }) }),
      },
    })
    const { start, total } = placeOf(response, have)
    if (response.status === 416) {
      // The file there has become another, or what is here is no part of it.
      await rm(part, { force: true })
      throw new Error('the unfinished file does not fit')
    }
    if (!response.ok || response.body === null) throw refusalOf(response)
    await writeFile(`${part}.json`, JSON.stringify({ etag: response.headers.get('etag') }))
    let at = start
    onProgress(at, total)
    await pipeline(
      Readable.fromWeb(response.body),
      async function* (source) {
        for await (const chunk of source) {
          clearTimeout(timer)
          timer = setTimeout(stalled, stallMs)
          at += chunk.length
          onProgress(at, total)
          yield chunk
        }
      },
      createWriteStream(part, { flags: start === 0 ? 'w' : 'r+', start }),
      { signal: controller.signal },
    )
    if (total !== null && at < total) throw new Error(`the connection ended after ${at} of ${total} bytes`)
  } catch (error) {
    throw reasonOf(error)
  } finally {
    clearTimeout(timer)
  }
}

/** Where in the file the answer begins, and how long the file is: RFC 9110, Content-Range. */
function placeOf(response, have) {
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '')
  if (response.status === 206 && Number(range?.[1]) === have)
    return { start: have, total: range[2] === '*' ? null : Number(range[2]) }
  const length = response.headers.get('content-length')
  return { start: 0, total: length === null ? null : Number(length) }
}

/** An answer that asking again does not change. */
class Refused extends Error {}

function refusalOf({ status, statusText }) {
  const text = `the answer was ${status} ${statusText}`.trim()
  return status >= 500 || status === 408 || status === 429 ? new Error(text) : new Refused(text)
}

/**
 * Why it failed. fetch says "fetch failed" or "terminated" and keeps the reason as its cause, pipeline does the same
 * with what it was aborted for, and where each of several addresses failed that reason has a code alone.
 */
function reasonOf(error) {
  const isWrapped = error instanceof TypeError || error?.name === 'AbortError'
  const reason = isWrapped && error.cause instanceof Error ? error.cause : error
  return reason.message === '' ? new Error(reason.code, { cause: reason }) : reason
}

async function etagOf(part) {
  try {
    const { etag } = JSON.parse(await readFile(`${part}.json`, 'utf8'))
    // A weak one does not promise the same bytes.
    return typeof etag === 'string' && !etag.startsWith('W/') ? etag : null
  } catch {
    return null
  }
}

const sizeOf = (path) =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  )

/** The folder of temporary files may be on another disk. */
async function move(from, to) {
  try {
    await rename(from, to)
  } catch (error) {
    if (error.code !== 'EXDEV') throw error
    await copyFile(from, to)
    await rm(from)
  }
}
