import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxAt, MAX_BOXES, mp4Structure } from './mp4-structure.ts'

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

const structureOf = (file: Buffer, signal?: AbortSignal): ReturnType<typeof mp4Structure> =>
  mp4Structure(async (position, size) => file.subarray(position, position + size), file.length, signal)
const state = async (...parts: Buffer[]): Promise<string> => (await structureOf(Buffer.concat(parts))).state

const film = Buffer.concat([box('ftyp', 16), box('moov', 200), box('mdat', 4000), box('free', 100)])

describe('the structure of an MP4', () => {
  it('is complete when its boxes cover the file exactly', async () => {
    expect(await structureOf(film)).toEqual({ state: 'whole', bytesBehind: 0 })
    expect(await state(box('ftyp', 8), largeBox('mdat', 500), box('moov', 9))).toBe('whole')
  })

  it('is incomplete after any cut through a box', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: film.length - 1 }), async (length) => {
        const last = film.length - 108
        const expected =
          length < last
            ? { state: 'incomplete', bytesBehind: 0 }
            : length - last < 8
              ? { state: 'whole', bytesBehind: length - last }
              : { state: 'incomplete', bytesBehind: 0 }
        expect(await structureOf(film.subarray(0, length))).toEqual(expected)
      }),
    )
  })

  it.each([
    ['a zero', Buffer.alloc(1)],
    ['zeros', Buffer.alloc(64)],
    ['bytes that are no box', Buffer.from('\xff\xfe\x01\x80\x01\x02\x03\x04\x05', 'latin1')],
    ['letters that no box starts with', Buffer.from('padding written by a muxer')],
    ['a box of an impossible size', box('free', 8, 4)],
  ])('is complete with %s behind the last box', async (_, behind) => {
    expect(await structureOf(Buffer.concat([film, behind]))).toEqual({
      state: 'whole',
      bytesBehind: behind.length,
    })
    const fragments = [box('ftyp', 8), box('moov', 8), box('moof', 8), box('mdat', 8), behind]
    expect(await structureOf(Buffer.concat(fragments))).toEqual({
      state: 'whole',
      bytesBehind: behind.length,
    })
  })

  it('is incomplete without moov, without mdat, with a box beyond the end', async () => {
    expect(await state(box('ftyp', 8), box('mdat', 8))).toBe('incomplete')
    expect(await state(box('ftyp', 8), box('mdat', 8), Buffer.alloc(64), box('moov', 8))).toBe('incomplete')
    expect(await state(box('ftyp', 8), box('moov', 8))).toBe('incomplete')
    expect(await state(box('ftyp', 8), box('moov', 8), box('mdat', 8, 4))).toBe('incomplete')
    expect(await state(box('ftyp', 8), box('moov', 8), box('mdat', 8), box('mdat', 8, 17))).toBe('incomplete')
    expect(await state(Buffer.alloc(0))).toBe('incomplete')
    expect(await state(Buffer.from('<html><body>sign in</body></html>'))).toBe('incomplete')
  })

  it('is open-ended where a truncation cannot be detected', async () => {
    expect(await state(box('ftyp', 8), box('moov', 8), box('mdat', 90, 0))).toBe('open-ended')
    const fragments = [box('ftyp', 8), box('moov', 8), box('moof', 8), box('mdat', 8)]
    expect(await state(...fragments)).toBe('open-ended')
    expect(await state(...fragments, box('mfra', 8))).toBe('whole')
  })

  it('needs a box that may begin a file', async () => {
    const boxed = (type: string): Buffer => box(type, 24)
    expect(await state(boxed('abcd'), boxed('moov'), boxed('mdat'))).toBe('incomplete')
    expect(await state(boxed('ftyp'), boxed('abcd'), boxed('moov'), boxed('mdat'))).toBe('whole')
  })

  it('is read up to a limit of boxes, and no further', async () => {
    const heap = (count: number): Buffer => Buffer.concat(Array.from({ length: count }, () => box('free', 0)))
    let reads = 0
    const read = (file: Buffer) =>
      mp4Structure(async (position, size) => {
        reads += 1
        return file.subarray(position, position + size)
      }, file.length)
    expect(await read(heap(3 * MAX_BOXES))).toEqual({ state: 'incomplete', bytesBehind: 0 })
    expect(reads).toBe(MAX_BOXES)
    // A film in very many fragments is not refused for their number.
    const long = Buffer.concat([box('ftyp', 8), box('moov', 8), box('mdat', 8), heap(2 * MAX_BOXES)])
    expect(await read(long)).toEqual({ state: 'open-ended', bytesBehind: 0 })
  })

  it('is not read any more once aborted', async () => {
    await expect(structureOf(film, AbortSignal.abort(new Error('given up')))).rejects.toThrow('given up')
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
