/** Code of the error for a Content-Encoding that is not known. */
export const UNKNOWN_ENCODING = 'ERR_UNKNOWN_ENCODING'

/** Is this the error of a body that is not encoded as its head says? One that only lost its end is not. */
export function isDecodingError(error: unknown): boolean {
  const code = String((error as { code?: unknown } | null | undefined)?.code)
  return code === UNKNOWN_ENCODING || (code !== 'Z_BUF_ERROR' && /^(?:Z_|ERR_BROTLI_|ERR__ERROR_)/.test(code))
}
