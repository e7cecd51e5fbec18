import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodedSize, MAX_PIXELS } from './max-pixels.ts'
import { isPictureFormat, PICTURE_FORMATS, pictureFormat } from './picture-formats.ts'

const picture = sharp({ create: { width: 4, height: 4, channels: 3, background: '#fff' } })
const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))

describe('pictureFormat', () => {
  it.each(PICTURE_FORMATS)('recognizes %s', async (format) => {
    const found = pictureFormat(await picture.clone().toFormat(format).toBuffer())
    expect(found).toBe(format)
    expect(isPictureFormat(found)).toBe(true)
  })

  it.each([
    ['\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'heic'],
    ['\0\0\0\x18ftypmif1\0\0\0\0mif1heic', 'heic'],
    ['\0\0\0\x18ftypisom\0\0\0\0isommp42', 'not-a-picture'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'svg'],
    ['\xef\xbb\xbf\n<?xml version="1.0"?>', 'svg'],
    ['BM\0\0', 'not-a-picture'],
    ['', 'not-a-picture'],
  ])('names %j', (head, reason) => {
    expect(pictureFormat(bytes(head))).toBe(reason)
    expect(isPictureFormat(pictureFormat(bytes(head)))).toBe(false)
  })
})

describe('decodedSize', () => {
  it.each([
    [4000, 3000, { width: 4000, height: 3000 }],
    [8000, 5000, { width: 8000, height: 5000 }],
    [20_000, 20_000, null],
  ])('of %d x %d', (width, height, size) => {
    expect(decodedSize(width, height)).toEqual(size)
  })

  it('of a phone with 48 or 200 megapixels is the largest that is decoded', () => {
    for (const [width, height] of [
      [8064, 6048],
      [16_320, 12_240],
    ] as const) {
      const size = decodedSize(width, height) ?? { width: 0, height: 0 }
      expect(size.width * size.height).toBeLessThanOrEqual(MAX_PIXELS)
      expect(size.width / size.height).toBeCloseTo(width / height, 2)
      expect(size.width * size.height).toBeGreaterThan(0.99 * MAX_PIXELS)
    }
  })
})
