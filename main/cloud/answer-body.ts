import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { Response } from 'node-fetch'
import { AppError } from '../../contract/errors.ts'
import { redactEchoedSecrets } from '../network/redact-secrets.ts'
import { serviceErrorIn } from './service-error.ts'

/** No answer of these services is larger; anything larger is rejected. */
export const MAX_ANSWER_BYTES = 16 * 1024 * 1024
const GZIP_MAGIC = 0x1f8b
const gunzipped = promisify(gunzip)
/** The documented answers have six levels. Parsing nested brackets takes much more memory than they do. */
const MAX_DEPTH = 64
/** A page of rows has some ten thousand values. Millions of small ones take seconds, and fifty times their bytes. */
const MAX_VALUES = 1_000_000

/**
 * Reads a body, and parses it as JSON: undefined when it is empty, a string when it is not JSON. Redacts echoed
 * secrets from an error only: any other answer may be the requested token. Throws BAD_ANSWER for an answer that
 * is too large, nested too deeply or of too many values, and OFFLINE for one whose end is missing. `isPlain`: the
 * body was not decoded, because no encoding was requested; one that is gzip nevertheless is decoded here.
 */
export async function readBody(
  answer: Response,
  {
    requestId,
    secrets,
    mustHaveBody,
    isPlain = false,
  }: { requestId: string; secrets: string[]; mustHaveBody: boolean; isPlain?: boolean },
): Promise<{ body: unknown; bytes: number }> {
  const text = await textOf(answer, requestId, isPlain)
  const bytes = Buffer.byteLength(text)
  const form = jsonForm(text)
  if (answer.ok) {
    // A connection that was cut between two layers: the body ended well for HTTP, but its JSON did not.
    // Decompression passes on what there is of a body that lost its end, which may be nothing.
    const hasLostAll =
      form === 'empty' && mustHaveBody && answer.headers.get('content-encoding') !== null && text === ''
    if (form === 'cut' || hasLostAll)
      throw new AppError('OFFLINE', { requestId, detail: 'the end of the answer is missing' })
    if (form === 'too deep')
      throw new AppError('BAD_ANSWER', { requestId, detail: 'the answer is nested too deeply' })
    if (form === 'too many')
      throw new AppError('BAD_ANSWER', { requestId, detail: 'the answer has too many values' })
  }
  if (form === 'empty') return { body: undefined, bytes }
  const read = (from: string): unknown => (form === 'json' ? parsed(from) : from)
  const body = read(text)
  const isResult = answer.ok && serviceErrorIn(body) === null && !saysError(body)
  return { body: isResult ? body : read(redactEchoedSecrets(text, secrets)), bytes }
}

async function textOf(answer: Response, requestId: string, isPlain: boolean): Promise<string> {
  try {
    if (!isPlain) return await answer.text()
    const bytes = Buffer.from(await answer.arrayBuffer())
    const isGzip = bytes.length > 1 && bytes.readUInt16BE(0) === GZIP_MAGIC
    const text = isGzip ? await gunzipped(bytes, { maxOutputLength: MAX_ANSWER_BYTES }) : bytes
    return text.toString('utf8')
  } catch (error) {
    const { type, code } = error as { type?: string; code?: string }
    if (type === 'max-size' || code === 'ERR_BUFFER_TOO_LARGE')
      throw new AppError('BAD_ANSWER', { requestId, detail: 'the answer is too large' })
    throw error
  }
}

/**
 * What the brackets of a text say before it is parsed. `cut`: it starts as an object or a list, and has no end;
 * `json`: anything else, JSON or not.
 */
function jsonForm(text: string): 'empty' | 'json' | 'cut' | 'too deep' | 'too many' {
  const start = text.trimStart().charAt(0)
  if (start === '') return 'empty'
  if (start !== '{' && start !== '[') return 'json'
  let depth = 0
  let values = 0
  let isInString = false
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (isInString) {
      if (unit === BACKSLASH) at += 1
      else if (unit === QUOTE) isInString = false
    } else if (unit === QUOTE) isInString = true
    else if (unit === OPEN_OBJECT || unit === OPEN_LIST) {
      depth += 1
      if (depth > MAX_DEPTH) return 'too deep'
    } else if (unit === CLOSE_OBJECT || unit === CLOSE_LIST) depth -= 1
    else if (unit === COMMA) {
      values += 1
      if (values > MAX_VALUES) return 'too many'
    }
  }
  return depth > 0 || isInString ? 'cut' : 'json'
}

const COMMA = 0x2c
const QUOTE = 0x22
const BACKSLASH = 0x5c
const [OPEN_OBJECT, CLOSE_OBJECT] = [0x7b, 0x7d]
const [OPEN_LIST, CLOSE_LIST] = [0x5b, 0x5d]

/** ProCONF's servers send a plain string as the error. */
function saysError(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
