import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { journalPath } from '../../main/transfer/journal.ts'
import { cutAfter, good } from './misbehaving-server.ts'
import { FILE, firstHalf, HALF, journalOf, oneFile, sha256Of } from './one-file.ts'

const at = oneFile()

describe('a whole film with bytes behind its last box', () => {
  it.each([
    ['zeros', Buffer.alloc(4096)],
    ['one byte', Buffer.alloc(1, 7)],
    ['text', Buffer.from('padding by a muxer')],
  ])('is saved, with a note: %s', async (_, behind) => {
    const { outcome } = await at.savesWhole([firstHalf, good()], Buffer.concat([FILE, behind]))
    expect(outcome).toMatchObject({ note: expect.stringContaining(`${behind.length} bytes after`) })
  })

  it('needs a proven length: behind a cut there may be more', async () => {
    const padded = Buffer.concat([FILE, Buffer.alloc(4096)])
    await at.savesWhole([cutAfter(FILE.length + 100, { noLength: true }), good()], padded)
    expect(at.server.linksGiven()).toBe(2)
  })
})

/** A body with this start, of no other structure. */
const body = (start: string): Buffer =>
  Buffer.concat([Buffer.from(start, 'latin1'), Buffer.alloc(200_000, 3)])
const packets = Buffer.concat(
  Array.from({ length: 1000 }, () => Buffer.concat([Buffer.from([0x47]), Buffer.alloc(187, 3)])),
)

describe('another container under the name of an MP4', () => {
  it.each([
    ['.ts', 'MPEG-TS', packets],
    ['.mkv', 'Matroska', body('\x1a\x45\xdf\xa3\x9fB\x82\x88matroska')],
    ['.webm', 'WebM', body('\x1a\x45\xdf\xa3\x9fB\x82\x84webm')],
    ['.flv', 'FLV', body('FLV\x01\x05')],
    ['.avi', 'AVI', body('RIFF\0\0\0\0AVI LIST')],
  ])('is saved as %s, with a note', async (extension, name, content) => {
    await at.serve(content, [cutAfter(100_000), good()])
    const { outcome } = await at.run()
    expect(outcome).toMatchObject({
      kind: 'saved',
      path: join(at.folder, `film${extension}`),
      sha256: sha256Of(content),
      note: expect.stringContaining(name),
    })
    expect(await readdir(at.folder)).toEqual([`film${extension}`])
  })

  it('is found under its name after a crash before its record', async () => {
    const journal = journalOf({ durable: packets.length, total: packets.length, sha256: sha256Of(packets) })
    await writeFile(journalPath(at.path), journal)
    await writeFile(join(at.folder, 'film.ts'), packets)
    await at.serve(packets, [good()])
    expect((await at.run()).outcome).toMatchObject({
      kind: 'saved',
      path: join(at.folder, 'film.ts'),
      note: expect.stringContaining('MPEG-TS'),
    })
    expect(at.server.linksGiven()).toBe(0)
  })

  it('keeps an extension that fits it, and one of a file that is no recording', async () => {
    const sound = body('ID3\x04')
    const finalPath = join(at.folder, 'sound.mp3')
    await at.serve(sound, [good()])
    expect((await at.run({ job: { finalPath, mustBeBoxes: false } })).outcome).toMatchObject({
      path: finalPath,
      note: null,
    })
    const material = join(at.folder, 'sound.bin')
    const expected = { kind: 'material' as const, bytes: null, sha256: null }
    const job = { finalPath: material, mustBeBoxes: false, expected }
    expect((await at.run({ job })).outcome).toMatchObject({ path: material, note: null })
  })

  it('is never an unknown binary', async () => {
    await at.failsWith('NOT_A_RECORDING', [(exchange) => good()({ ...exchange, file: body('\x01\x02') })])
    expect(await readdir(at.folder)).toEqual([])
  })
})

describe('a film that is incomplete on the server', () => {
  const cut = FILE.subarray(0, 600_000)
  const kept = (): string => join(at.folder, 'film (incomplete).mp4')

  it('is kept under a name that says so once it came twice, and does not count as saved', async () => {
    await at.serve(cut, [good()])
    const { outcome } = await at.run()
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'INCOMPLETE_ON_SERVER', params: { path: kept() } },
    })
    expect(at.server.ranges).toEqual([null, null])
    expect(await readdir(at.folder)).toEqual(['film (incomplete).mp4'])
    expect((await readFile(kept())).equals(cut)).toBe(true)
  })

  it('is not kept twice, and a later day asks for it once', async () => {
    await at.serve(cut, [good()])
    await at.run()
    await at.run()
    expect(at.server.linksGiven()).toBe(3)
    expect(await readdir(at.folder)).toEqual(['film (incomplete).mp4'])
    await at.serve(cut.subarray(0, 500_000), [good()])
    await at.run()
    expect((await readdir(at.folder)).toSorted()).toEqual([
      'film (incomplete) (2).mp4',
      'film (incomplete).mp4',
    ])
  })

  it('is saved when the server has the whole one', async () => {
    await at.serve(cut, [good()])
    await at.run()
    await at.serve(FILE, [good()])
    expect((await at.run()).outcome).toMatchObject({ kind: 'saved', path: at.path, sha256: sha256Of(FILE) })
  })

  it('needs the same bytes twice', async () => {
    const { setbacks } = await at.savesWhole([(exchange) => good()({ ...exchange, file: cut }), good()])
    expect(setbacks.map(({ code }) => code)).toEqual(['NOT_A_RECORDING'])
  })
})

it('a film whose server stops at the same byte each time fails by that name, asked once without Range', async () => {
  const stopsThere = cutAfter(HALF)
  const within = (bytes: number) => cutAfter(bytes)
  await at.failsWith('STOPS_EARLY', [stopsThere, within(65_536), within(65_536), stopsThere])
  expect(at.server.ranges).toEqual([null, 'bytes=334464-', 'bytes=334464-', null])
})

it('a film whose ranges stop at the same byte is saved without Range', async () => {
  const within = cutAfter(65_536)
  await at.savesWhole([firstHalf, within, within, good()])
  expect(at.server.ranges).toEqual([null, 'bytes=334464-', 'bytes=334464-', null])
})
