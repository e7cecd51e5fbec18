/**
 * What each answer of a download server means. Pure: maps the state on disk, the request and the answer's
 * head to the next step. docs/transfer.md has the same table in words; every row has a test.
 */
import { isRedirect } from '../network/redirects.ts'
import { retryAfterMs } from '../network/retry-after.ts'
import type { Encoding } from './content-encoding.ts'
import type { ReportedDigest } from './digest.ts'

/**
 * How much of the existing bytes is requested again and compared at each resume. Detects a file that changed
 * silently, and a server that answers 206 with the wrong bytes; no header shows either.
 */
export const OVERLAP_BYTES = 64 * 1024

/** The state of an unfinished file. */
export interface OnDisk {
  /** Bytes known to be durable; they are a prefix of the file. */
  durable: number
  total: number | null
  etag: string | null
  lastModified: string | null
  /** Of the whole file; missing where the server reports none. */
  digest?: ReportedDigest | null | undefined
}

/** The parts of an answer that matter; every text as the server sent it. */
export interface AnswerHead {
  status: number
  contentRange: string | null
  contentLength: number | null
  contentType: string | null
  contentEncoding: string | null
  etag: string | null
  lastModified: string | null
  retryAfter: string | null
  location: string | null
  isChunked: boolean
  digest?: ReportedDigest | null | undefined
}

/** How the end of a body is told from a cut. */
export type Framing = 'length' | 'chunked' | 'until-close'

/** What an accepted answer says about the file. */
export type FileFacts = Omit<OnDisk, 'durable'>

export type Step =
  /** The body continues our bytes, after repeating the overlap from `offset` to the durable count. */
  | { do: 'append'; offset: number; bodyBytes: number | null; framing: Framing; facts: FileFacts }
  /**
   * The body is the file from byte 0. `encoding`: decode this first. `mayBeSame`: it may be the file on disk,
   * so compare it with the bytes there and replace them from the first difference; false: replace them all.
   */
  | {
      do: 'restart'
      bodyBytes: number | null
      framing: Framing
      facts: FileFacts
      encoding: Encoding | null
      mayBeSame: boolean
    }
  /** Write none of this body; request again without Range. */
  | { do: 'ask-whole'; why: WholeFileReason }
  /** Everything is on disk already. */
  | { do: 'verify' }
  | { do: 'follow'; location: string }
  /** The link is used up, or its file does not exist. */
  | { do: 'new-link'; why: 'refused' | 'not-found' }
  /** `afterMs`: the server's Retry-After, null if it gave none. */
  | { do: 'wait'; why: 'busy' | 'odd-status'; afterMs: number | null }

export type WholeFileReason =
  | 'range-not-asked'
  | 'multipart'
  | 'encoded-range'
  | 'no-content-range'
  | 'other-start'
  | 'other-total'
  | 'other-length'
  | 'validator-changed'
  | 'range-not-satisfiable'

/** The first byte to request; 0 means the whole file, without Range. */
export function offsetToAsk(disk: OnDisk): number {
  return Math.max(0, disk.durable - OVERLAP_BYTES)
}

/**
 * Decides by the head of an answer. `offset` is the result of {@link offsetToAsk}, or 0 if no Range was sent.
 * The overlap and the first bytes of the body are checked later, as they arrive. They decide whether it is
 * media, never Content-Type: servers with a wrong default type are common.
 */
export function plan(disk: OnDisk, offset: number, head: AnswerHead, now: number = Date.now()): Step {
  const { status } = head
  if (isRedirect(status) && head.location !== null) return { do: 'follow', location: head.location }
  if (status === 404) return { do: 'new-link', why: 'not-found' }
  if (status === 408 || status === 425 || status === 429 || status >= 500)
    return { do: 'wait', why: 'busy', afterMs: retryAfterMs(head.retryAfter, now) }
  if (status === 416) return planUnsatisfiable(disk, offset, head)
  if (status === 412) return { do: 'ask-whole', why: 'validator-changed' }
  if (status >= 400) return { do: 'new-link', why: 'refused' }
  if (status !== 200 && status !== 206)
    return { do: 'wait', why: 'odd-status', afterMs: retryAfterMs(head.retryAfter, now) }
  return status === 206 ? planPartial(disk, offset, head) : planWhole(disk, offset, head)
}

function planUnsatisfiable(disk: OnDisk, offset: number, head: AnswerHead): Step {
  const range = parseContentRange(head.contentRange)
  const isOurLength = range !== null && range.start === null && range.total === disk.durable
  // If the known total is larger, the file shrank to exactly the bytes we have.
  if (offset > 0 && isOurLength && (disk.total ?? disk.durable) === disk.durable) return { do: 'verify' }
  return { do: 'ask-whole', why: 'range-not-satisfiable' }
}

function planWhole(disk: OnDisk, offset: number, head: AnswerHead): Step {
  const encoding = encodingOf(head.contentEncoding)
  // Exactly the rest from our offset: a partial body under the wrong status, not the whole file.
  if (offset > 0 && disk.total !== null && head.contentLength === disk.total - offset)
    return { do: 'ask-whole', why: 'other-start' }
  // With a content encoding, Content-Length and ETag describe the encoded bytes: no resume is possible.
  const facts: FileFacts =
    encoding === null
      ? {
          total: head.contentLength,
          etag: head.etag,
          lastModified: head.lastModified,
          digest: head.digest,
        }
      : { total: null, etag: null, lastModified: null, digest: null }
  return {
    do: 'restart',
    bodyBytes: head.contentLength,
    framing: framingOf(head),
    facts,
    encoding,
    // Not by ETag and date: servers behind one address often differ in them, though not in the bytes.
    mayBeSame: disk.total === null || facts.total === null || disk.total === facts.total,
  }
}

function planPartial(disk: OnDisk, offset: number, head: AnswerHead): Step {
  const again = (why: WholeFileReason): Step => ({ do: 'ask-whole', why })
  if (offset === 0) return again('range-not-asked')
  if (/^multipart\//i.test(head.contentType ?? '')) return again('multipart')
  if (encodingOf(head.contentEncoding) !== null) return again('encoded-range')
  const range = parseContentRange(head.contentRange)
  if (range === null || range.start === null) return again('no-content-range')
  if (range.start !== offset) return again('other-start')
  if (disk.total !== null && range.total !== null && range.total !== disk.total) return again('other-total')
  const total = range.total ?? disk.total
  const bodyBytes = range.end - range.start + 1
  if (
    (total !== null && range.end >= total) ||
    (head.contentLength !== null && head.contentLength !== bodyBytes)
  )
    return again('other-length')
  const facts = {
    total,
    etag: head.etag ?? disk.etag,
    lastModified: head.lastModified ?? disk.lastModified,
    digest: head.digest ?? disk.digest,
  }
  if (differs(disk, facts)) return again('validator-changed')
  return { do: 'append', offset, bodyBytes, framing: framingOf(head), facts }
}

/**
 * Compares ETags if both are known, and Last-Modified only if one is missing. Weakly (RFC 9110, 8.8.3.2): a
 * server may mark a young file's ETag as weak and drop the mark later. The overlap is compared too.
 */
function differs(disk: OnDisk, facts: FileFacts): boolean {
  if (disk.etag !== null && facts.etag !== null) return opaqueTag(disk.etag) !== opaqueTag(facts.etag)
  return disk.lastModified !== null && facts.lastModified !== null && disk.lastModified !== facts.lastModified
}

function opaqueTag(etag: string): string {
  return etag.replace(/^W\//, '')
}

function framingOf(head: AnswerHead): Framing {
  if (head.isChunked) return 'chunked'
  return head.contentLength === null ? 'until-close' : 'length'
}

/** `identity` in a list of encodings means nothing; several of them are as good as unknown. */
function encodingOf(text: string | null): Encoding | null {
  const names = (text ?? '').toLowerCase().split(',')
  const [name, ...more] = names.map((one) => one.trim()).filter((one) => one !== '' && one !== 'identity')
  if (name === undefined) return null
  if (more.length > 0) return 'unknown'
  if (name === 'gzip' || name === 'x-gzip') return 'gzip'
  return name === 'deflate' || name === 'br' ? name : 'unknown'
}

/** `bytes 5-9/10`, `bytes 5-9/*` or `bytes * /10`; null otherwise. start null: the unsatisfied-range form. */
export function parseContentRange(
  text: string | null,
): { start: number; end: number; total: number | null } | { start: null; total: number } | null {
  const unsatisfied = /^bytes \*\/(\d{1,15})$/i.exec(text?.trim() ?? '')
  if (unsatisfied !== null) return { start: null, total: Number(unsatisfied[1]) }
  const found = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/i.exec(text?.trim() ?? '')
  if (found === null) return null
  const start = Number(found[1])
  const end = Number(found[2])
  return end < start ? null : { start, end, total: found[3] === '*' ? null : Number(found[3]) }
}
