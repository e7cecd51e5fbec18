/** A byte range of a file, end exclusive; `outside`: not satisfiable. */
export type Piece = { start: number; end: number } | 'outside'

/**
 * Parses a Range header for a file of `bytes`; null: the whole file, as for a header that is not a single
 * range.
 */
export function pieceOf(range: string | null, bytes: number): Piece | null {
  // RFC 9110, 14.2: a server may ignore a Range; multipart answers for several ranges are not supported.
  const asked = /^bytes=(?:(\d+)-(\d*)|-(\d+))$/.exec(range?.trim() ?? '')
  if (asked === null) return null
  const [, from, to, last] = asked
  const start = from === undefined ? Math.max(0, bytes - Number(last)) : Number(from)
  const end = to === undefined || to === '' ? bytes : Math.min(Number(to) + 1, bytes)
  if (to !== undefined && to !== '' && Number(to) < start) return null
  return start < end ? { start, end } : 'outside'
}
