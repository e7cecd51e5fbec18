import { describe, expect, it } from 'vitest'
import { CONTAINER_EXTENSIONS, containerOf, EXTENSIONS, extensionOf, sniffKind } from './media-kind.ts'

function box(type: string, payload: number, size = payload + 8): Buffer {
  const bytes = Buffer.alloc(8 + payload, 7)
  bytes.writeUInt32BE(size, 0)
  bytes.write(type, 4, 'latin1')
  return bytes
}

const film = Buffer.concat([box('ftyp', 16), box('moov', 200), box('mdat', 4000), box('free', 100)])

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
    ['.wav', latin('RIFF....WAVE')],
    [null, latin('RIFF....ABCD')],
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
    expect(EXTENSIONS).toEqual(['.png', '.jpg', '.gif', '.webp', '.bmp', '.pdf', ...CONTAINER_EXTENSIONS])
  })
})

/** Packets with their sync byte. */
function packets(size: number, before: number, count: number): Buffer {
  const bytes = Buffer.alloc(size * count, 1)
  for (let n = 0; n < count; n += 1) bytes.writeUInt8(0x47, n * size + before)
  return bytes
}

describe('the container of a content', () => {
  const latin = (text: string): Buffer => Buffer.from(text, 'latin1')
  const ebml = (type: string): Buffer => latin(`\x1a\x45\xdf\xa3\x9fB\x82\x88${type}`)
  it.each([
    ['MP4', '.mp4', boxed('ftyp')],
    ['WebM', '.webm', ebml('webm')],
    ['Matroska', '.mkv', ebml('matroska')],
    ['Matroska', '.mkv', ebml('')],
    ['MPEG-TS', '.ts', packets(188, 0, 3)],
    ['MPEG-TS', '.m2ts', packets(192, 4, 3)],
    ['FLV', '.flv', latin('FLV\x01\x05')],
    ['AVI', '.avi', latin('RIFF....AVI LIST')],
    ['WAV', '.wav', latin('RIFF....WAVEfmt ')],
    ['Ogg', '.ogg', latin('OggS\0')],
    ['MPEG-PS', '.mpg', latin('\0\0\x01\xba')],
    ['ASF', '.wmv', latin('\x30\x26\xb2\x75\x8e\x66\xcf\x11')],
    ['FLAC', '.flac', latin('fLaC')],
    ['AMR', '.amr', latin('#!AMR\n')],
    ['AAC', '.aac', latin('\xff\xf1\x50')],
    ['MP3', '.mp3', latin('ID3\x04')],
    ['MP3', '.mp3', latin('\xff\xfb\x90')],
  ])('%s is %s', (name, extension, bytes) => {
    expect(containerOf(bytes)).toMatchObject({ name })
    expect(containerOf(bytes)?.extensions[0]).toBe(extension)
    expect(sniffKind(bytes)).toBe(name === 'MP4' ? 'boxes' : 'media')
    expect(CONTAINER_EXTENSIONS.includes(extension)).toBe(true)
  })

  it.each([
    ['one packet', packets(188, 0, 1)],
    ['packets without their sync byte', Buffer.alloc(512, 0x46)],
    ['a sync byte that is missing once', Buffer.concat([packets(188, 0, 2), Buffer.alloc(188)])],
    ['a frame without a bit rate', latin('\xff\xfb\x00')],
    ['a frame of an invalid bit rate', latin('\xff\xfb\xf0')],
    ['a frame of an invalid sampling rate', latin('\xff\xfb\x9c')],
    ['the byte order mark of UTF-16', latin('\xff\xfe<\0')],
    ['a RIFF of another form', latin('RIFF....ABCD')],
    ['text', latin('Token expired')],
    ['nothing', Buffer.alloc(0)],
  ])('%s is none', (_, bytes) => {
    expect(containerOf(bytes)).toBeNull()
  })
})
