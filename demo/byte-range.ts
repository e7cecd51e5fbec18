/** What a Range header asks of a file of `bytes`: a piece (end exclusive), the whole, or nothing it has. */
export type Asked = { kind: 'piece'; start: number; end: number } | { kind: 'whole' } | { kind: 'outside' }

/** RFC 9110, 14.2: a header that cannot be read, or asks for several pieces, is ignored. */
export function readRange(header: string | undefined, bytes: number): Asked {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (match === null) return { kind: 'whole' }
  const [, first = '', last = ''] = match
  if (first === '' && last === '') return { kind: 'whole' }
  if (first === '') {
    const length = Math.min(Number(last), bytes)
    return length === 0 ? { kind: 'outside' } : { kind: 'piece', start: bytes - length, end: bytes }
  }
  const start = Number(first)
  if (last !== '' && Number(last) < start) return { kind: 'whole' }
  if (start >= bytes) return { kind: 'outside' }
  return { kind: 'piece', start, end: last === '' ? bytes : Math.min(Number(last) + 1, bytes) }
}
