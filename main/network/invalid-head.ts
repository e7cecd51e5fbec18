/** Did a request fail on an answer's head that a lenient parser may read? */
export function hasInvalidHead(error: unknown): boolean {
  const code = (at: unknown): string => String((at as { code?: unknown } | undefined)?.code)
  const isOne = (text: string): boolean => /^HPE_(CR_EXPECTED|LF_EXPECTED|INVALID_HEADER_TOKEN)$/.test(text)
  return isOne(code(error)) || isOne(code((error as { cause?: unknown } | undefined)?.cause))
}
