import sharp from 'sharp'
import { expect, test } from 'vitest'
import { webpSize } from './webp-size.ts'

const plain = () => sharp({ create: { width: 320, height: 180, channels: 3, background: '#336699' } })
const picture = await plain().webp({ quality: 70 }).toBuffer()

test('a whole picture has its size, also with a colour profile', async () => {
  expect(webpSize(picture)).toEqual({ width: 320, height: 180 })
  const profiled = await plain().withIccProfile('srgb').webp().toBuffer()
  expect(profiled.includes('ICCP')).toBe(true)
  expect(webpSize(profiled)).toEqual({ width: 320, height: 180 })
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['a part of it', picture.subarray(0, picture.length - 2)],
  ['something behind it', Buffer.concat([picture, Buffer.from('<script>')])],
  ['a PNG', await plain().png().toBuffer()],
  ['a lossless one', await plain().webp({ lossless: true }).toBuffer()],
  [
    'one with metadata',
    await plain()
      .withExif({ IFD0: { Copyright: 'x' } })
      .webp()
      .toBuffer(),
  ],
  ['a script', Buffer.from('#!/bin/sh\necho this is long enough to be looked at\n')],
])('%s is none', (_, bytes) => expect(webpSize(bytes)).toBeNull())
