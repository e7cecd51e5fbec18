import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxAt, EXTENSIONS, extensionOf, sniffKind, mp4Structure } from './media-kind.ts'

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
  it('is complete when its boxes cover the file exactly', async () => {
    expect(await structure(film)).toBe('whole')
    expect(await structure(Buffer.concat([box('ftyp', 8), largeBox('mdat', 500), box('moov', 9)]))).toBe(
      'whole',
    )
  })

  it('is broken by any truncation and any trailing byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: film.length - 1 }), async (length) => {
        const isOnlyFreeMissing = length === film.length - 108
        expect(await structure(film.subarray(0, length))).toBe(isOnlyFreeMissing ? 'whole' : 'broken')
      }),
    )
    expect(await structure(Buffer.concat([film, Buffer.alloc(1)]))).toBe('broken')
    expect(await structure(Buffer.concat([film, Buffer.alloc(64)]))).toBe('broken')
  })

  it('is broken without moov, without mdat, with an impossible size', async () => {
    expect(await structure(Buffer.concat([box('ftyp', 8), box('mdat', 8)]))).toBe('broken')
    expect(await structure(Buffer.concat([box('ftyp', 8), box('moov', 8)]))).toBe('broken')
    expect(await structure(Buffer.concat([box('ftyp', 8), box('moov', 8), box('mdat', 8, 4)]))).toBe('broken')
    expect(await structure(Buffer.alloc(0))).toBe('broken')
    expect(await structure(Buffer.from('<html><body>sign in</body></html>'))).toBe('broken')
  })

  it('is open-ended where a truncation cannot be detected', async () => {
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
  ] as const)('are those of %s', (_, bytes, kind) => {
    expect(sniffKind(bytes)).toBe(kind)
  })

  it('identify the kind of a picture', () => {
    expect(extensionOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('.jpg')
    expect(extensionOf(Buffer.from([0x89, 0x50, 0x4e, 0x47]))).toBe('.png')
    expect(extensionOf(film)).toBe('.mp4')
    expect(extensionOf(Buffer.from('plain'))).toBe(null)
  })
})

const boxed = (type: string) => box(type, 24)

describe('a box at the start', () => {
  it.each(
    'ftyp styp moov moof mdat free skip wide pnot uuid sidx ssix mfra meta pdin prft udta emsg junk'.split(
      ' ',
    ),
  )('may be %s', (type) => expect(sniffKind(boxed(type))).toBe('boxes'))

  it('needs its eight bytes', () => {
    expect(sniffKind(boxed('ftyp').subarray(0, 8))).toBe('boxes')
    expect(sniffKind(boxed('ftyp').subarray(0, 7))).toBe('other')
    expect(sniffKind(boxed('abcd'))).toBe('other')
  })

  it('stops the search if its kind cannot start a file', async () => {
    expect(await structure(Buffer.concat([boxed('abcd'), boxed('moov'), boxed('mdat')]))).toBe('broken')
    expect(await structure(Buffer.concat([boxed('ftyp'), boxed('abcd'), boxed('moov'), boxed('mdat')]))).toBe(
      'whole',
    )
  })
})

describe('text', () => {
  it.each([' ', '\t', '\n', '\r', ' \t\r\n '])('may follow %j', (space) => {
    for (const sign of ['<', '{', '[']) expect(sniffKind(Buffer.from(`${space}${sign}`))).toBe('text')
  })
  it.each(['', ' ', 'a<', '\v<', '\ufeff', '}', '\u00ef{'])('is not %j', (other) => {
    expect(sniffKind(Buffer.from(other))).toBe('other')
  })
})

describe('the extension of a content', () => {
  const latin = (text: string): Buffer => Buffer.from(text, 'latin1')
  it.each([
    ['.png', latin('\x89PNG')],
    ['.jpg', latin('\xff\xd8\xff')],
    ['.gif', latin('GIF87a')],
    ['.gif', latin('GIF89a')],
    ['.webp', latin('RIFF....WEBP')],
    ['.bmp', latin('BM')],
    ['.pdf', latin('%PDF-1.7')],
    ['.mp4', boxed('ftyp')],
    [null, latin('RIFF....WAVE')],
    [null, latin('....    WEBP')],
    [null, latin('\x89PNg')],
    [null, latin('\xff\xd8\xfe')],
    [null, latin('GIF7')],
    [null, latin('B')],
    [null, latin('%PDF ')],
    [null, latin('')],
  ])('%s', (extension, bytes) => {
    expect(extensionOf(bytes)).toBe(extension)
  })
  it('is one of those searched for after a crash', () => {
    expect(EXTENSIONS).toEqual(['.png', '.jpg', '.gif', '.webp', '.bmp', '.pdf', '.mp4'])
  })
})

describe('boxAt', () => {
  const at = (file: Buffer, from = 0, end = file.length) =>
    boxAt(async (position, size) => file.subarray(position, position + size), from, end)

  it('returns the type of a box and the position of its content', async () => {
    expect(await at(box('moov', 4))).toEqual({ type: 'moov', start: 8, end: 12, isOpenEnded: false })
    expect(await at(largeBox('mdat', 4))).toEqual({ type: 'mdat', start: 16, end: 20, isOpenEnded: false })
    expect(await at(box('mdat', 4, 0))).toEqual({ type: 'mdat', start: 8, end: 12, isOpenEnded: true })
    const second = Buffer.concat([box('ftyp', 4), box('©nam', 0)])
    expect(await at(second, 12)).toEqual({ type: '©nam', start: 20, end: 20, isOpenEnded: false })
  })

  it.each([
    ['half a head', box('moov', 0).subarray(0, 7)],
    ['half a long head', largeBox('mdat', 0).subarray(0, 15)],
    ['a type of unprintable letters', box('mo\x1fv', 4)],
    ['a size below its head', box('moov', 4, 7)],
    ['a size beyond its container', box('moov', 4, 13)],
  ])('returns null for %s', async (_, file) => {
    expect(await at(file)).toBeNull()
  })
})
