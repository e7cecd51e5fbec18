import { expect, test } from 'vitest'
import { pictureKind } from './picture-kind.ts'

const SOI = [0xff, 0xd8]
const frame = (marker: number): number[] => [0xff, marker, 0, 11, 8, 0, 30, 0, 40]
const segment = (marker: number, payload: number): number[] => [
  ...[0xff, marker, 0, payload + 2],
  ...Array<number>(payload).fill(0xc0),
]
const jpeg = (...parts: number[][]): Uint8Array => Uint8Array.from([...SOI, ...parts.flat()])
const found = { type: 'image/jpeg', width: 40, height: 30 }

test.each([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc7, 0xc9, 0xcb, 0xcd, 0xcf])('0x%x is a frame', (marker) => {
  expect(pictureKind(jpeg(frame(marker)))).toEqual(found)
})

test.each([0xbf, 0xc4, 0xc8, 0xcc, 0xd0, 0xe0, 0xfe])('0x%x is not a frame and is skipped', (marker) => {
  expect(pictureKind(jpeg(segment(marker, 12), frame(0xc0)))).toEqual(found)
})

test('skips fill bytes before a marker', () => {
  expect(pictureKind(jpeg([0xff, 0xff, 0xff], frame(0xc0)))).toEqual(found)
})

test('reads a view of a larger buffer at its offset', () => {
  const bytes = jpeg(frame(0xc0))
  const larger = new Uint8Array(bytes.length + 8)
  larger.set(bytes, 5)
  expect(pictureKind(larger.subarray(5, 5 + bytes.length))).toEqual(found)
  // The bytes after the view do not belong to it.
  expect(pictureKind(larger.subarray(5, 4 + bytes.length))).toBeNull()
})

test.each([
  ['another first byte', Uint8Array.from([0xfe, 0xd8, ...frame(0xc0)])],
  ['another second byte', Uint8Array.from([0xff, 0xd9, ...frame(0xc0)])],
  ['a missing marker', jpeg([0x00, 0xc0, 0, 11, 8, 0, 30, 0, 40])],
  ['no frame', jpeg(segment(0xe0, 20))],
  ['a frame that is cut', jpeg(frame(0xc0).slice(0, 8))],
  ['only its beginning', jpeg([0xff])],
  ['a segment that leads past the end', jpeg([0xff, 0xe0, 0xff, 0xff], Array<number>(20).fill(0))],
])('%s: no picture', (_, bytes) => {
  expect(pictureKind(bytes)).toBeNull()
})

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const header = [0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 40, 0, 0, 0, 30]

test('reads the size of a PNG from its first 24 bytes', () => {
  expect(pictureKind(Uint8Array.from([...PNG, ...header]))).toEqual({
    type: 'image/png',
    width: 40,
    height: 30,
  })
  expect(pictureKind(Uint8Array.from([...PNG, ...header].slice(0, 23)))).toBeNull()
})

test.each(PNG.map((_, at) => at))('rejects a PNG whose byte %i differs', (at) => {
  const bytes = Uint8Array.from([...PNG, ...header])
  bytes[at] = 0
  expect(pictureKind(bytes)).toBeNull()
})
