import type { Failure } from '../../contract/errors.ts'
import { redactEchoedSecrets } from '../network/redact-secrets.ts'
import { receive, sourceOf } from './receive.ts'
import { type Answer, isRequestId } from './request.ts'
import { createThrottle } from './throttle.ts'

/** How much of an error page is read to parse its error. */
export const ERROR_BODY_BYTES = 64 * 1024
/** An error page is small: one that does not arrive soon is not worth a longer wait. */
const LONGEST_WAIT_MS = 5000
const MAX_DETAIL = 400

/** Parses the service's own error from a text; null if there is none. */
export type ReadError = (status: number, text: string) => Failure | null

/** Reads the beginning of an error answer's body, then closes its connection. */
export async function readErrorText(
  answer: Answer,
  { signal, stallTimeoutMs }: { signal: AbortSignal; stallTimeoutMs: number },
): Promise<string> {
  let text = Buffer.alloc(0)
  const limits = {
    stallTimeoutMs: Math.min(stallTimeoutMs, LONGEST_WAIT_MS),
    signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_WAIT_MS)]),
    throttle: createThrottle(() => null),
  }
  try {
    await receive(
      sourceOf(answer.message()),
      async (batch) => {
        text = Buffer.concat([text, ...batch])
        if (text.length > ERROR_BODY_BYTES) throw new Error('enough')
      },
      limits,
    )
  } catch {
    // The bytes read so far are enough to look for an error in.
  }
  answer.destroy()
  return text.toString('utf8', 0, ERROR_BODY_BYTES)
}

/**
 * The error in an answer's body, as the service or an object store writes it, without the secrets of the
 * request; null if the text is just a page.
 */
export function errorIn(
  status: number,
  text: string,
  readError: ReadError,
  secrets: readonly string[],
): Failure | null {
  const safe = redactEchoedSecrets(text, secrets)
  const failure = readError(status, safe) ?? objectStoreError(status, safe)
  if (failure === null) return null
  const { requestId, detail, ...rest } = failure
  return {
    ...rest,
    // The same code means something else from the host of a file than from the service.
    params: { ...failure.params, at: 'file' },
    ...(isRequestId(requestId) ? { requestId } : {}),
    ...(detail === undefined ? {} : { detail: plainText(detail) }),
  }
}

/** OBS, S3 and Swift with S3: `<Error><Code>…</Code><Message>…</Message><RequestId>…</RequestId></Error>`. */
function objectStoreError(status: number, text: string): Failure | null {
  if (!/<Error[\s>]/.test(text)) return null
  const element = (name: string): string =>
    new RegExp(`<${name}>([^<]{1,300})</${name}>`).exec(text)?.[1] ?? ''
  const code = element('Code').trim()
  if (code === '') return null
  return {
    code: status === 404 ? 'NOT_FOUND' : 'LINK_REFUSED',
    requestId: element('RequestId').trim(),
    detail: [`HTTP ${status}`, element('Message').trim()].filter(Boolean).join(': '),
    params: { serviceCode: plainText(code) },
  }
}

/** One line of visible characters. */
function plainText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').slice(0, MAX_DETAIL)
}
