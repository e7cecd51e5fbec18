/** The piece of a file that is asked for, end exclusive; `outside`: it has no such piece. */
export type Piece = { start: number; end: number } | 'outside'

/** What a Range header asks of a file of `bytes`; null: the whole of it, as for a header that is no single range. */
export function pieceOf(range: string | null, bytes: number): Piece | null {
  // RFC 9110, 14.2: a server may ignore a Range; several at once are not worth their multipart answer.
  const asked = /^bytes=(?:(\d+)-(\d*)|-(\d+))$/.exec(range?.trim() ?? '')
  if (asked === null) return null
  const [, from, to, last] = asked
  const start = from === undefined ? Math.max(0, bytes - Number(last)) : Number(from)
  const end = to === undefined || to === '' ? bytes : Math.min(Number(to) + 1, bytes)
  if (to !== undefined && to !== '' && Number(to) < start) return null
  return start < end ? { start, end } : 'outside'
}
