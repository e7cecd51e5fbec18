import type http from 'node:http'
import type { ErrorCode, Failure } from '../../contract/errors.ts'
import { isDecodingError } from '../network/decoding-error.ts'
import { followRedirect } from '../network/redirects.ts'
import { redactEchoedSecrets, secretsOfLink } from '../network/redact-secrets.ts'
import type { FileContent, Link } from '../interfaces.ts'
import { type GateRefusal, overlapGate, RefusedByGate, startGate } from './body-gate.ts'
import type { Setback } from './budget.ts'
import { decoded, type Encoding } from './content-encoding.ts'
import { errorIn, type ReadError, readErrorText } from './error-body.ts'
import type { PartFile } from './part-file.ts'
import { type WholeFileReason, offsetToAsk, plan, type Step } from './plan.ts'
import { receive, type BodySource, type Received, sourceOf } from './receive.ts'
import { type Answer, get } from './request.ts'
import type { Throttle } from './throttle.ts'

const MAX_REDIRECTS = 5
/** How often the free room is checked while a body of unknown length is written. */
const CHECK_ROOM_EVERY_BYTES = 8 * 1024 * 1024

export interface AttemptDeps {
  agentFor: (url: URL) => http.Agent
  readError: ReadError
  /** Throws DISK_FULL when the disk of the part file is nearly full. */
  checkRoom: () => Promise<void>
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
      /** Position in the file at which a body was cut or stalled that had brought nothing new until there. */
      stoppedAt?: number
      /** The whole file that came, or was announced, instead of the expected one. */
      content?: FileContent
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
  const secrets: string[] = []
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    secrets.push(...secretsOfLink(from))
    const answer = await get(from, headers, {
      agentFor: deps.agentFor,
      signal: deps.signal,
      timeoutMs: deps.stallTimeoutMs,
    })
    const step = plan(disk, offset, answer.head)
    if (step.do !== 'follow') {
      const end = await carryOut(step, part, answer, asked, { ...deps, secrets })
      const { requestId } = answer
      // Some servers repeat the token in it.
      const isUsable = requestId !== null && redactEchoedSecrets(requestId, secrets) === requestId
      return end.end === 'setback' && isUsable ? { ...end, requestId } : end
    }
    answer.destroy()
    from = followRedirect(from, step.location)
  }
  return { end: 'setback', setback: { kind: 'refused' }, askWhole: false, detail: 'too many redirects' }
}

type DepsOfAnswer = AttemptDeps & { secrets: readonly string[] }

async function carryOut(
  step: Exclude<Step, { do: 'follow' }>,
  part: PartFile,
  answer: Answer,
  asked: Asked,
  deps: DepsOfAnswer,
): Promise<AttemptEnd> {
  const { status } = answer.head
  const detail = `HTTP ${status}`
  switch (step.do) {
    case 'append':
    case 'restart':
      return await takeBody(step, part, answer, asked, deps)
    case 'verify':
      answer.destroy()
      return { end: 'complete', isLengthProven: true }
    case 'ask-whole':
      answer.destroy()
      return {
        end: 'setback',
        setback: { kind: 'restart', code: codeOf(step.why) },
        askWhole: true,
        detail: `${detail}, ${step.why}`,
      }
    case 'new-link':
    case 'wait': {
      const text = await readErrorText(answer, deps)
      if (deps.signal.aborted) return { end: 'stopped' }
      const failure = errorIn(status, text, deps.readError, deps.secrets)
      const setback: Setback =
        step.do === 'new-link'
          ? { kind: step.why }
          : { kind: 'wait', code: status === 429 ? 'RATE_LIMITED' : 'SERVER_ERROR', afterMs: step.afterMs }
      return { end: 'setback', setback, askWhole: false, detail, ...(failure === null ? {} : { failure }) }
    }
  }
}

function codeOf(why: WholeFileReason): ErrorCode {
  return why === 'other-total' || why === 'validator-changed' || why === 'range-not-satisfiable'
    ? 'CHANGED_ON_SERVER'
    : 'BAD_ANSWER'
}

type BodyStep = Extract<Step, { do: 'append' | 'restart' }>

async function takeBody(
  step: BodyStep,
  part: PartFile,
  answer: Answer,
  asked: Asked,
  deps: DepsOfAnswer,
): Promise<AttemptEnd> {
  const encoding = step.do === 'restart' ? step.encoding : null
  const start = step.do === 'append' ? step.offset : 0
  const gate = step.do === 'append' ? overlapGate(part, step) : startGate(part, step, asked)
  let counted = 0
  let fresh = 0
  let uncheckedBytes = 0

  /** Discards what this body alone brought. */
  const revert = async (): Promise<void> => {
    if (part.written() > gate.proven()) await part.begin(part.disk(), gate.proven())
  }

  const take = async (batch: Uint8Array[], end: Received['end'] | null): Promise<void> => {
    counted += sizeOf(batch)
    if (encoding === null && step.bodyBytes !== null && counted > step.bodyBytes)
      throw new Refused(startOver('SIZE_MISMATCH', 'more bytes than announced'))
    const rest = await gate.pass(batch, end)
    if (asked.bytes !== null && start + counted > asked.bytes) {
      await revert()
      throw new Refused(
        startOver('SIZE_MISMATCH', `more than the ${asked.bytes} bytes that the service gives`),
      )
    }
    await part.append(rest)
    fresh += sizeOf(rest)
    uncheckedBytes += sizeOf(rest)
    if (part.disk().total === null && uncheckedBytes >= CHECK_ROOM_EVERY_BYTES) {
      uncheckedBytes = 0
      await deps.checkRoom()
    }
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
    if (isEndSeen) return await wholeBody(step, part, start + counted, fresh)
    // An encoded body cannot be resumed.
    if (encoding !== null) await revert()
    if (isDecodingError(received.error))
      return startOver('BAD_ANSWER', 'the body is not encoded as its Content-Encoding says')
    const isStalled = received.end === 'stalled'
    return {
      end: 'setback',
      setback: { kind: 'wait', code: isStalled ? 'TIMEOUT' : 'OFFLINE', afterMs: null },
      askWhole: false,
      detail: `the body ${isStalled ? 'stalled' : 'was cut'} after ${counted} bytes`,
      ...(fresh === 0 ? { stoppedAt: start + counted } : {}),
    }
  } catch (error) {
    if (error instanceof RefusedByGate) return endOfRefusal(error.refusal, answer, asked, deps)
    if (error instanceof Refused) return error.attemptEnd
    if (encoding !== null) await revert().catch(() => undefined)
    throw error
  } finally {
    answer.destroy()
  }
}

function sizeOf(batch: Uint8Array[]): number {
  return batch.reduce((sum, chunk) => sum + chunk.byteLength, 0)
}

/** The cheapest body source that can detect the end; `isWhole`, called after it: was the body complete? */
function bodyOf(
  answer: Answer,
  { framing, bodyBytes }: BodyStep,
  encoding: Encoding | null,
): { source: BodySource; isWhole: () => boolean } {
  if (encoding === null && framing === 'length' && bodyBytes !== null)
    return { source: answer.body(bodyBytes), isWhole: () => true }
  const message = answer.message()
  return {
    source: sourceOf(encoding === null ? message : decoded(message, encoding)),
    isWhole: () => framing === 'until-close' || message.complete,
  }
}

/** `position`: where the body ended, in bytes of the file; `fresh`: its bytes that were new. */
async function wholeBody(
  step: BodyStep,
  part: PartFile,
  position: number,
  fresh: number,
): Promise<AttemptEnd> {
  const { total } = part.disk()
  const cut: AttemptEnd = {
    end: 'setback',
    setback: { kind: 'wait', code: 'OFFLINE', afterMs: null },
    askWhole: false,
    ...(fresh === 0 ? { stoppedAt: position } : {}),
  }
  if (step.framing === 'until-close' && step.bodyBytes === null)
    return position < part.written() ? cut : { end: 'complete', isLengthProven: false }
  // `bytes a-b/*`: it is unknown whether b is the last byte.
  if (total === null && step.do === 'append') return { end: 'complete', isLengthProven: false }
  if (step.do === 'restart' && position < part.written()) {
    // The same bytes, but fewer of them: the file is shorter now.
    await part.begin({ ...step.facts, total: position }, position)
    return { end: 'complete', isLengthProven: true }
  }
  if (total === null) part.learn({ total: part.written() })
  else if (part.written() > total) return startOver('SIZE_MISMATCH', 'more bytes than the file has')
  else if (part.written() < total) return cut
  return { end: 'complete', isLengthProven: true }
}

function startOver(code: ErrorCode, detail: string): Extract<AttemptEnd, { end: 'setback' }> {
  return { end: 'setback', setback: { kind: 'restart', code }, askWhole: true, detail }
}

function endOfRefusal(refusal: GateRefusal, answer: Answer, asked: Asked, deps: DepsOfAnswer): AttemptEnd {
  switch (refusal.kind) {
    case 'overlap':
      return startOver('CHANGED_ON_SERVER', 'the overlap differs')
    case 'other-size':
      return {
        ...startOver('SIZE_MISMATCH', `${refusal.total} bytes announced instead of ${asked.bytes}`),
        content: { bytes: refusal.total, sha256: null },
      }
    case 'not-media': {
      const { status, contentType } = answer.head
      const failure = errorIn(status, refusal.first.toString('utf8'), deps.readError, deps.secrets)
      const type = /^[\w.+-]{1,40}\/[\w.+-]{1,60}/.exec(contentType ?? '')?.[0] ?? 'no type'
      return {
        end: 'setback',
        setback: { kind: 'not-a-recording' },
        askWhole: false,
        detail: `the body does not begin like media (${redactEchoedSecrets(type, deps.secrets)})`,
        ...(failure === null ? {} : { failure }),
      }
    }
  }
}
