import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pieceOf } from './byte-range.ts'

test.each<[string | null, number, ReturnType<typeof pieceOf>]>([
  ['bytes=0-', 100, { start: 0, end: 100 }],
  ['bytes=0-0', 100, { start: 0, end: 1 }],
  ['bytes=10-19', 100, { start: 10, end: 20 }],
  ['bytes=10-10', 100, { start: 10, end: 11 }],
  ['bytes=0-99', 100, { start: 0, end: 100 }],
  ['bytes=90-1000', 100, { start: 90, end: 100 }],
  ['bytes=99-', 100, { start: 99, end: 100 }],
  ['bytes=-10', 100, { start: 90, end: 100 }],
  ['bytes=-1000', 100, { start: 0, end: 100 }],
  [' bytes=0-4 ', 100, { start: 0, end: 5 }],
  ['bytes=100-', 100, 'outside'],
  ['bytes=200-300', 100, 'outside'],
  ['bytes=-0', 100, 'outside'],
  ['bytes=0-', 0, 'outside'],
  [`bytes=${'9'.repeat(400)}-`, 100, 'outside'],
  [null, 100, null],
  ['', 100, null],
  ['bytes=', 100, null],
  ['bytes=-', 100, null],
  ['bytes=20-10', 100, null],
  ['bytes=0-1,5-6', 100, null],
  ['items=0-1', 100, null],
  ['bytes=a-b', 100, null],
  ['xbytes=0-1', 100, null],
  ['bytes=0-1x', 100, null],
  ['bytes=-1x', 100, null],
  ['bytes=1.5-2', 100, null],
])('%j of %d bytes', (range, bytes, piece) => {
  expect(pieceOf(range, bytes)).toEqual(piece)
})

test('a range is always within the file', () => {
  const number = fc.oneof(fc.nat(300).map(String), fc.constant(''))
  fc.assert(
    fc.property(number, number, fc.nat(200), (from, to, bytes) => {
      const piece = pieceOf(`bytes=${from}-${to}`, bytes)
      if (piece === null || piece === 'outside') return
      expect(piece.start).toBeGreaterThanOrEqual(0)
      expect(piece.start).toBeLessThan(piece.end)
      expect(piece.end).toBeLessThanOrEqual(bytes)
    }),
  )
})
