import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'

/** Attempts in a row without receiving any byte. */
const TRIES = 4

/**
 * Downloads a file over HTTP and keeps what has arrived: after an interruption, and on the next call, it
 * resumes. The caller verifies the file.
 *
 * @param url its address; the proxy is that of fetch's global dispatcher.
 * @param target the final path of the complete file.
 * @param options `parts`: the folder of unfinished files; `stallMs`: timeout without any byte, in
 *   milliseconds; `retryMs`: delay before a retry; `onProgress(have, total)`: in bytes, `total` null if
 *   unknown.
 * @throws {Error} on failure: the response status, or the error of the last attempt.
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
      // Receiving bytes resets the count.
      tries = (await sizeOf(part)) > had ? TRIES : tries - 1
      if (tries === 0) throw error
      await delay(retryMs)
    }
  }
  await mkdir(dirname(target), { recursive: true })
  await move(part, target)
  await rm(`${part}.json`, { force: true })
}

/** Requests the missing bytes once. Resolves when the file is complete. */
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
      // The remote file has changed, or the local one is not part of it.
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

/** The start offset of the response, and the file's length: RFC 9110, Content-Range. */
function placeOf(response, have) {
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '')
  if (response.status === 206 && Number(range?.[1]) === have)
    return { start: have, total: range[2] === '*' ? null : Number(range[2]) }
  const length = response.headers.get('content-length')
  return { start: 0, total: length === null ? null : Number(length) }
}

/** A response that a retry would not change. */
class Refused extends Error {}

function refusalOf({ status, statusText }) {
  const text = `the answer was ${status} ${statusText}`.trim()
  return status >= 500 || status === 408 || status === 429 ? new Error(text) : new Refused(text)
}

/**
 * The cause of an error. fetch throws "fetch failed" or "terminated" with the reason as its cause, pipeline
 * does the same when aborted, and if each of several addresses failed that reason has only a code.
 */
function reasonOf(error) {
  const isWrapped = error instanceof TypeError || error?.name === 'AbortError'
  const reason = isWrapped && error.cause instanceof Error ? error.cause : error
  return reason.message === '' ? new Error(reason.code, { cause: reason }) : reason
}

async function etagOf(part) {
  try {
    const { etag } = JSON.parse(await readFile(`${part}.json`, 'utf8'))
    // A weak ETag does not guarantee identical bytes.
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

/** The temporary folder may be on another disk. */
async function move(from, to) {
  try {
    await rename(from, to)
  } catch (error) {
    if (error.code !== 'EXDEV') throw error
    await copyFile(from, to)
    await rm(from)
  }
}
