import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { readMp4Facts } from './mp4-facts.ts'

const clip = (name: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`../../demo/media/${name}`, import.meta.url)))

const facts = (file: Buffer): ReturnType<typeof readMp4Facts> =>
  readMp4Facts(async (position, size) => file.subarray(position, position + size), file.length)

function box(type: string, ...content: Buffer[]): Buffer {
  const payload = Buffer.concat(content)
  const header = Buffer.alloc(8)
  header.writeUInt32BE(8 + payload.length, 0)
  header.write(type, 4, 'latin1')
  return Buffer.concat([header, payload])
}

function mvhd(timescale: number, duration: number): Buffer {
  const content = Buffer.alloc(100)
  content.writeUInt32BE(timescale, 12)
  content.writeUInt32BE(duration, 16)
  return box('mvhd', content)
}

/** Version 1: 64-bit times. */
function longMvhd(timescale: number, duration: bigint): Buffer {
  const content = Buffer.alloc(112)
  content.writeUInt8(1, 0)
  content.writeUInt32BE(timescale, 20)
  content.writeBigUInt64BE(duration, 24)
  return box('mvhd', content)
}

function mehd(duration: number): Buffer {
  const content = Buffer.alloc(8)
  content.writeUInt32BE(duration, 4)
  return box('mvex', box('mehd', content))
}

function trak(handler: string, sample: string): Buffer {
  const hdlr = Buffer.alloc(24)
  hdlr.write(handler, 8, 'latin1')
  const stsd = Buffer.concat([Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]), box(sample, Buffer.alloc(78))])
  return box('trak', box('mdia', box('hdlr', hdlr), box('minf', box('stbl', box('stsd', stsd)))))
}

const ftyp = box('ftyp', Buffer.alloc(8))
const mdat = box('mdat', Buffer.alloc(40))
const film = (...moov: Buffer[]): Buffer => Buffer.concat([ftyp, mdat, box('moov', ...moov)])

test.each([
  ['hd.mp4', ['picture avc1.64001f', 'sound mp4a.40.2']],
  ['screen.mp4', ['picture avc1.640032', 'sound mp4a.40.2']],
  ['sd.mp4', ['picture avc1.640028', 'sound mp4a.40.2']],
  ['audio.m4a', ['sound mp4a.40.2']],
])('%s lasts six seconds and names its codecs', async (name, tracks) => {
  const found = await facts(clip(name))
  expect(found?.seconds).toBeCloseTo(6, 1)
  expect(found?.tracks.map(({ kind, codec }) => `${kind} ${codec}`)).toEqual(tracks)
})

test.each<[string, Buffer, number | null]>([
  ['a header of 32 bits', film(mvhd(600, 900)), 1.5],
  ['a header of 64 bits', film(longMvhd(90_000, 90_000n * 10_800n)), 10_800],
  ['no duration yet', film(mvhd(1000, 0xffff_ffff)), null],
  ['no duration yet, 64 bits', film(longMvhd(1000, 0xffff_ffff_ffff_ffffn)), null],
  ['a duration of 0', film(mvhd(1000, 0)), null],
  ['fragments that say how long', film(mvhd(1000, 0), mehd(7500)), 7.5],
  ['no timescale', film(mvhd(0, 500)), null],
  ['a month, which no meeting lasts', film(mvhd(1, 30 * 24 * 3600)), null],
])('%s', async (_, file, seconds) => {
  expect(await facts(file)).toEqual({ seconds, tracks: [] })
})

test('tracks of other kinds are omitted, unknown codecs keep their names', async () => {
  const found = await facts(
    film(mvhd(1, 9), trak('vide', 'xyz1'), trak('hint', 'rtp '), trak('soun', 'Opus')),
  )
  expect(found?.tracks).toEqual([
    { kind: 'picture', codec: 'xyz1' },
    { kind: 'sound', codec: 'opus' },
  ])
})

describe('a broken file', () => {
  it.each<[string, Buffer]>([
    ['is empty', Buffer.alloc(0)],
    ['is a page', Buffer.from('<!doctype html><title>sign in</title>')],
    ['has no moov', Buffer.concat([ftyp, mdat])],
    ['has a moov without a header', film(trak('vide', 'avc1'))],
    ['has a header that is too short', film(box('mvhd', Buffer.alloc(10)))],
    [
      'has an inner box that leaves the outer one',
      film(mvhd(1, 1), Buffer.from([0, 0, 1, 0, 0x74, 0x72, 0x61, 0x6b])),
    ],
    ['is cut before its moov ends', clip('hd.mp4').subarray(0, 2000)],
    ['is a heap of tiny boxes', Buffer.concat(Array.from({ length: 5000 }, () => box('free')))],
  ])('%s', async (_, file) => {
    expect(await facts(file)).toBeNull()
  })

  it('is read cheaply, even if it claims to be huge', async () => {
    const sizes: number[] = []
    const file = clip('hd.mp4')
    await readMp4Facts(async (position, size) => {
      sizes.push(size)
      return file.subarray(position, position + size)
    }, file.length)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2048)
    expect(sizes.length).toBeLessThan(60)
  })

  it('never throws, for any bytes', async () => {
    const head = clip('hd.mp4').subarray(0, 4500)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(head.length - 1), fc.nat(255)), { maxLength: 20 }),
        fc.nat(head.length),
        async (changes, length) => {
          const file = Buffer.from(head.subarray(0, length))
          for (const [at, byte] of changes) if (at < length) file[at] = byte
          const found = await facts(file)
          expect(found === null || found.seconds === null || found.seconds >= 0).toBe(true)
        },
      ),
    )
  })
})
