/**
 * What a Range header requests from a file of `bytes`: a range (end exclusive), the whole file, or an
 * unsatisfiable range.
 */
export type Asked = { kind: 'piece'; start: number; end: number } | { kind: 'whole' } | { kind: 'outside' }

/** RFC 9110, 14.2: an invalid header, or one that requests several ranges, is ignored. */
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
