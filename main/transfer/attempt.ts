import type http from 'node:http'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { ErrorCode, Failure } from '../../contract/errors.ts'
import { followRedirect } from '../network/redirects.ts'
import type { Link } from '../interfaces.ts'
import type { Setback } from './budget.ts'
import { SNIFF_BYTES } from '../media/media-kind.ts'
import type { PartFile } from './part-file.ts'
import { type WholeFileReason, offsetToAsk, plan, type Step } from './plan.ts'
import { receive, type BodySource, sourceOf } from './receive.ts'
import { type Answer, get } from './request.ts'
import type { Throttle } from './throttle.ts'
import { isAcceptableStart } from './verify.ts'

const MAX_REDIRECTS = 5
/** How much of an error page is read to parse its error. */
const ERROR_PAGE_BYTES = 64 * 1024

export interface AttemptDeps {
  agentFor: (url: URL) => http.Agent
  /** Parses the service's own error from a text that came instead of media; null if there is none. */
  readError: (status: number, text: string) => Failure | null
  signal: AbortSignal
  stallTimeoutMs: number
  throttle: Throttle
  onProgress: (receivedBytes: number, totalBytes: number | null) => void
}

export type AttemptEnd =
  /** HTTP reports the file complete; `isLengthProven` false: only because the connection closed. */
  | { end: 'complete'; isLengthProven: boolean }
  | {
      end: 'setback'
      setback: Setback
      askWhole: boolean
      failure?: Failure
      detail?: string
      /** Request id of the answer that caused the setback, if its server gave one. */
      requestId?: string
    }
  | { end: 'stopped' }

interface Asked {
  whole: boolean
  mustBeBoxes: boolean
  /** Exact size, if the service gives one. */
  bytes: number | null
}

/** Ends an attempt from within the body. */
class Refused extends Error {
  readonly attemptEnd: AttemptEnd
  constructor(attemptEnd: AttemptEnd) {
    super('refused')
    this.attemptEnd = attemptEnd
  }
}

/**
 * One link, one request, one body. When this resolves, the accepted bytes are written to the part file,
 * though perhaps not yet durable. Throws network and disk errors unchanged.
 */
export async function attempt(
  part: PartFile,
  link: Link,
  asked: Asked,
  deps: AttemptDeps,
): Promise<AttemptEnd> {
  const disk = part.disk()
  const offset = asked.whole ? 0 : offsetToAsk(disk)
  const headers: Record<string, string> = {}
  if (offset > 0) {
    headers['Range'] = `bytes=${offset}-`
    // If-Range only accepts strong validators (RFC 9110, 13.1.5).
    if (disk.etag !== null && !disk.etag.startsWith('W/')) headers['If-Range'] = disk.etag
  }

  let from = link
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const answer = await get(from, headers, {
      agentFor: deps.agentFor,
      signal: deps.signal,
      timeoutMs: deps.stallTimeoutMs,
    })
    const step = plan(disk, offset, answer.head)
    if (step.do !== 'follow') {
      const end = await carryOut(step, part, answer, asked, deps)
      return end.end === 'setback' && answer.requestId !== null
        ? { ...end, requestId: answer.requestId }
        : end
    }
    answer.destroy()
    from = followRedirect(from, step.location)
  }
  return { end: 'setback', setback: { kind: 'refused' }, askWhole: false, detail: 'too many redirects' }
}

async function carryOut(
  step: Exclude<Step, { do: 'follow' }>,
  part: PartFile,
  answer: Answer,
  asked: Asked,
  deps: AttemptDeps,
): Promise<AttemptEnd> {
  const detail = `HTTP ${answer.head.status}`
  switch (step.do) {
    case 'append':
    case 'restart':
      return await takeBody(step, part, answer, asked, deps)
    case 'verify':
      answer.destroy()
      return { end: 'complete', isLengthProven: true }
    case 'not-a-recording':
      return await readTextAnswer(answer, deps)
    case 'ask-whole':
      answer.destroy()
      return {
        end: 'setback',
        setback: { kind: 'restart', code: codeOf(step.why) },
        askWhole: true,
        detail: `${detail}, ${step.why}`,
      }
    case 'new-link':
      answer.destroy()
      return { end: 'setback', setback: { kind: step.why }, askWhole: false, detail }
    case 'wait':
      answer.destroy()
      return {
        end: 'setback',
        setback: {
          kind: 'wait',
          code: answer.head.status === 429 ? 'RATE_LIMITED' : 'SERVER_ERROR',
          afterMs: step.afterMs,
        },
        askWhole: false,
        detail,
      }
  }
}

function codeOf(why: WholeFileReason): ErrorCode {
  return why === 'other-total' || why === 'validator-changed' || why === 'range-not-satisfiable'
    ? 'CHANGED_ON_SERVER'
    : 'BAD_ANSWER'
}

async function takeBody(
  step: Extract<Step, { do: 'append' | 'restart' }>,
  part: PartFile,
  answer: Answer,
  asked: Asked,
  deps: AttemptDeps,
): Promise<AttemptEnd> {
  const encoding = step.do === 'restart' ? step.encoding : null
  const gate = step.do === 'append' ? overlapGate(part, step) : startGate(part, step, asked)
  let counted = 0

  const take = async (batch: Uint8Array[], end: string | null): Promise<void> => {
    counted += batch.reduce((sum, chunk) => sum + chunk.byteLength, 0)
    if (encoding === null && step.bodyBytes !== null && counted > step.bodyBytes)
      throw new Refused(startOver('SIZE_MISMATCH', 'more bytes than announced'))
    await part.append(await gate(batch, end))
    deps.onProgress(part.written(), part.disk().total)
  }

  try {
    const { source, isWhole } = bodyOf(answer, step, encoding)
    const received = await receive(source, take, deps)
    if (received.end === 'stopped') return { end: 'stopped' }
    const isEndSeen =
      received.end === 'ended' &&
      (encoding !== null || step.bodyBytes === null || counted === step.bodyBytes) &&
      isWhole()
    if (isEndSeen) return wholeBody(step, part)
    if (encoding !== null) await part.begin({ total: null, etag: null, lastModified: null })
    return {
      end: 'setback',
      setback: { kind: 'wait', code: received.end === 'stalled' ? 'TIMEOUT' : 'OFFLINE', afterMs: null },
      askWhole: false,
      detail: `the body ${received.end === 'stalled' ? 'stalled' : 'was cut'} after ${counted} bytes`,
    }
  } catch (error) {
    if (error instanceof Refused) return error.attemptEnd
    throw error
  } finally {
    answer.destroy()
  }
}

/** The cheapest body source that can detect the end; `isWhole`, called after it: was the body complete? */
function bodyOf(
  answer: Answer,
  { framing, bodyBytes }: Extract<Step, { do: 'append' | 'restart' }>,
  encoding: 'gzip' | 'deflate' | 'br' | null,
): { source: BodySource; isWhole: () => boolean } {
  if (encoding === null && framing === 'length' && bodyBytes !== null)
    return { source: answer.body(bodyBytes), isWhole: () => true }
  const message = answer.message()
  return {
    source: sourceOf(encoding === null ? message : decoded(message, encoding)),
    isWhole: () => framing === 'until-close' || message.complete,
  }
}

function wholeBody(step: Extract<Step, { do: 'append' | 'restart' }>, part: PartFile): AttemptEnd {
  const { total } = part.disk()
  if (step.framing === 'until-close' && step.bodyBytes === null)
    return { end: 'complete', isLengthProven: false }
  // `bytes a-b/*`: it is unknown whether b is the last byte.
  if (total === null && step.do === 'append') return { end: 'complete', isLengthProven: false }
  if (total === null) part.learn({ total: part.written() })
  else if (part.written() > total) return startOver('SIZE_MISMATCH', 'more bytes than the file has')
  else if (part.written() < total)
    return { end: 'setback', setback: { kind: 'wait', code: 'OFFLINE', afterMs: null }, askWhole: false }
  return { end: 'complete', isLengthProven: true }
}

function startOver(code: ErrorCode, detail: string): AttemptEnd {
  return { end: 'setback', setback: { kind: 'restart', code }, askWhole: true, detail }
}

type Gate = (batch: Uint8Array[], end: string | null) => Promise<Uint8Array[]>

/** Passes on the bytes after the overlap, once the overlap has matched the part file. */
function overlapGate(part: PartFile, step: Extract<Step, { do: 'append' }>): Gate {
  let at = step.offset
  const until = part.written()
  let hasLearnt = false
  return async (batch) => {
    const rest: Uint8Array[] = []
    for (const chunk of batch) {
      const size = Math.min(chunk.byteLength, Math.max(0, until - at))
      if (size > 0) {
        const ours = await part.read(at, size)
        if (Buffer.compare(ours, chunk.subarray(0, size)) !== 0)
          throw new Refused(startOver('CHANGED_ON_SERVER', 'the overlap differs'))
        at += size
      }
      if (size < chunk.byteLength) rest.push(chunk.subarray(size))
    }
    if (at === until && !hasLearnt) {
      part.learn(step.facts)
      hasLearnt = true
    }
    return rest
  }
}

/** Passes on a body that begins like a media file; only then is the existing part replaced. */
function startGate(part: PartFile, step: Extract<Step, { do: 'restart' }>, asked: Asked): Gate {
  let held: Buffer | null = Buffer.alloc(0)
  return async (batch, end) => {
    if (held === null) return batch
    const first: Buffer = Buffer.concat([held, ...batch])
    held = first
    if (first.length < SNIFF_BYTES && end !== 'ended') return []
    if (!isAcceptableStart(first.subarray(0, SNIFF_BYTES), asked.mustBeBoxes))
      throw new Refused({
        end: 'setback',
        setback: { kind: 'not-a-recording' },
        askWhole: false,
        detail: 'the body does not begin like a media file',
      })
    // Do not download gigabytes that would be rejected at the end.
    const { total } = step.facts
    if (asked.bytes !== null && total !== null && total !== asked.bytes)
      throw new Refused(startOver('SIZE_MISMATCH', `${total} bytes announced instead of ${asked.bytes}`))
    await part.begin(step.facts)
    held = null
    return [first]
  }
}

function decoded(body: http.IncomingMessage, encoding: 'gzip' | 'deflate' | 'br'): Readable {
  const decoder =
    encoding === 'gzip' ? createGunzip() : encoding === 'br' ? createBrotliDecompress() : createInflate()
  body.on('error', (error) => decoder.destroy(error))
  body.on('close', () => {
    if (!body.complete) decoder.destroy(new Error('cut'))
  })
  return body.pipe(decoder)
}

async function readTextAnswer(answer: Answer, deps: AttemptDeps): Promise<AttemptEnd> {
  let page = Buffer.alloc(0)
  try {
    await receive(
      sourceOf(answer.message()),
      async (batch) => {
        page = Buffer.concat([page, ...batch])
        if (page.length > ERROR_PAGE_BYTES) throw new Error('enough')
      },
      deps,
    )
  } catch {
    // The bytes read so far are enough to look for an error in.
  }
  if (deps.signal.aborted) return { end: 'stopped' }
  const failure = deps.readError(answer.head.status, page.toString('utf8', 0, ERROR_PAGE_BYTES))
  return {
    end: 'setback',
    setback: { kind: 'not-a-recording' },
    askWhole: false,
    detail: `${answer.head.contentType ?? 'no type'} instead of media`,
    ...(failure === null ? {} : { failure }),
  }
}
