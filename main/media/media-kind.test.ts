import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extensionOf, looksLike, mp4Structure } from './media-kind.ts'

function box(type: string, payload: number, size = payload + 8): Buffer {
  const bytes = Buffer.alloc(8 + payload, 7)
  bytes.writeUInt32BE(size, 0)
  bytes.write(type, 4, 'latin1')
  return bytes
}

/** The same with a 64-bit size. */
function largeBox(type: string, payload: number): Buffer {
  const bytes = Buffer.alloc(16 + payload, 7)
  bytes.writeUInt32BE(1, 0)
  bytes.write(type, 4, 'latin1')
  bytes.writeBigUInt64BE(BigInt(16 + payload), 8)
  return bytes
}

const structure = (file: Buffer): ReturnType<typeof mp4Structure> =>
  mp4Structure(async (position, size) => file.subarray(position, position + size), file.length)

const film = Buffer.concat([box('ftyp', 16), box('moov', 200), box('mdat', 4000), box('free', 100)])

describe('the structure of an MP4', () => {
  it('is whole when its boxes cover the file exactly', async () => {
    expect(await structure(film)).toBe('whole')
    expect(await structure(Buffer.concat([box('ftyp', 8), largeBox('mdat', 500), box('moov', 9)]))).toBe(
      'whole',
    )
  })

  it('is broken by any cut and by any byte behind the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: film.length - 1 }), async (length) => {
        const isOnlyFreeMissing = length === film.length - 108
        expect(await structure(film.subarray(0, length))).toBe(isOnlyFreeMissing ? 'whole' : 'broken')
      }),
    )
    expect(await structure(Buffer.concat([film, Buffer.alloc(1)]))).toBe('broken')
    expect(await structure(Buffer.concat([film, Buffer.alloc(64)]))).toBe('broken')
  })

  it('is broken without moov, without mdat, with a size that cannot be', async () => {
    expect(await structure(Buffer.concat([box('ftyp', 8), box('mdat', 8)]))).toBe('broken')
    expect(await structure(Buffer.concat([box('ftyp', 8), box('moov', 8)]))).toBe('broken')
    expect(await structure(Buffer.concat([box('ftyp', 8), box('moov', 8), box('mdat', 8, 4)]))).toBe('broken')
    expect(await structure(Buffer.alloc(0))).toBe('broken')
    expect(await structure(Buffer.from('<html><body>sign in</body></html>'))).toBe('broken')
  })

  it('is open-ended where a cut would not show', async () => {
    expect(await structure(Buffer.concat([box('ftyp', 8), box('moov', 8), box('mdat', 90, 0)]))).toBe(
      'open-ended',
    )
    const fragments = [box('ftyp', 8), box('moov', 8), box('moof', 8), box('mdat', 8)]
    expect(await structure(Buffer.concat(fragments))).toBe('open-ended')
    expect(await structure(Buffer.concat([...fragments, box('mfra', 8)]))).toBe('whole')
  })
})

describe('the first bytes', () => {
  it.each([
    ['an MP4', film.subarray(0, 64), 'boxes'],
    ['HTML', Buffer.from('<!DOCTYPE html><html>'), 'text'],
    ['HTML behind a mark and white space', Buffer.from('\ufeff\r\n  <html>'), 'text'],
    ['JSON', Buffer.from('{"error_code":"USG.000000004"}'), 'text'],
    ['a JSON list', Buffer.from(' [1]'), 'text'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), 'other'],
    ['nothing', Buffer.alloc(0), 'other'],
  ] as const)('of %s', (_, bytes, kind) => {
    expect(looksLike(bytes)).toBe(kind)
  })

  it('name the kind of a picture', () => {
    expect(extensionOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('.jpg')
    expect(extensionOf(Buffer.from([0x89, 0x50, 0x4e, 0x47]))).toBe('.png')
    expect(extensionOf(film)).toBe('.mp4')
    expect(extensionOf(Buffer.from('plain'))).toBe(null)
  })
})
