import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as fc from 'fast-check'
import sharp from 'sharp'
import { expect } from 'vitest'
import { crc32 } from 'node:zlib'
import { readCodes } from '../../cli/read-picture.ts'
import { AppError } from '../../contract/errors.ts'
import { PICTURE_FORMATS } from '../../qr/picture-formats.ts'
import { test } from '../fixtures.ts'
import { codeImage, page, repainted } from '../pictures/make-pictures.ts'

/**
 * Damaged and hostile pictures: the text of their code or none, or a refusal by name; never another text. A header of
 * huge dimensions is refused before anything is decoded. MEETKEEP_FUZZ_RUNS and MEETKEEP_FUZZ_SEED as in
 * `large-answers`.
 */

const RUNS = Number(process.env['MEETKEEP_FUZZ_RUNS'] ?? 40)
const SEED = Number(process.env['MEETKEEP_FUZZ_SEED'] ?? 1)
const LINK =
  'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=42b8e80be5044513ae20edd4ad705272'
const REASONS = ['not-a-picture', 'too-large', 'svg', 'heic']

/** The texts of a picture; the reason when it is refused. */
async function outcome(folder: string, bytes: Uint8Array): Promise<string[] | string> {
  const path = join(folder, 'picture')
  await writeFile(path, bytes)
  try {
    return (await readCodes(path)).map(({ text }) => text)
  } catch (error) {
    expect(error).toBeInstanceOf(AppError)
    const { code, params } = (error as AppError).failure
    expect(code).toBe('PICTURE_UNREADABLE')
    expect(REASONS).toContain(params?.['reason'])
    return String(params?.['reason'])
  }
}

const cut = fc
  .double({ min: 0, max: 1, noNaN: true })
  .map((share) => (bytes: Buffer) => bytes.subarray(0, Math.floor(share * bytes.length)))
const changed = fc
  .array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255)), {
    minLength: 1,
    maxLength: 20,
  })
  .map((places) => (bytes: Buffer) => {
    const out = Buffer.from(bytes)
    for (const [share, byte] of places) out[Math.floor(share * out.length)] = byte
    return out
  })
const repeated = fc
  .tuple(fc.double({ min: 0, max: 0.9, noNaN: true }), fc.integer({ min: 1, max: 400 }))
  .map(([share, length]) => (bytes: Buffer) => {
    const at = Math.floor(share * bytes.length)
    return Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)])
  })

test(`a damaged file has its text, none, or is refused (seed ${SEED})`, async ({ folder }) => {
  const board = await page(400, 300, 220, [{ image: codeImage(LINK, { module: 3 }), left: 60, top: 40 }])
  const png = await board.png().toBuffer()
  const pictures = await Promise.all(PICTURE_FORMATS.map((format) => sharp(png).toFormat(format).toBuffer()))
  const animation = await sharp([png, png], { join: { animated: true } })
    .gif()
    .toBuffer()
  const damage = fc.oneof(cut, changed, repeated)
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...pictures, animation), damage, async (picture, damaged) => {
      const texts = await outcome(folder, damaged(picture))
      if (typeof texts !== 'string') expect([[], [LINK]]).toContainEqual(texts)
    }),
    { seed: SEED, numRuns: 2 * RUNS },
  )
})

test(`a code with false modules has its text or none (seed ${SEED})`, async ({ folder }) => {
  await fc.assert(
    fc.asyncProperty(fc.double({ min: 0, max: 0.3, noNaN: true }), fc.nat(1000), async (share, salt) => {
      const isFalse = (x: number, y: number) => {
        const wild = Math.sin(Math.floor(x / 4) * 12.9898 + Math.floor(y / 4) * 78.233 + salt) * 43_758.5453
        return wild - Math.floor(wild) < share
      }
      const image = await repainted(codeImage(LINK), (level, x, y) => (isFalse(x, y) ? 255 - level : level))
      expect([[], [LINK]]).toContainEqual(await outcome(folder, await image.png().toBuffer()))
    }),
    { seed: SEED, numRuns: RUNS },
  )
})

/** The picture with other dimensions in its header. */
const HUGE: Record<string, (bytes: Buffer, width: number, height: number) => Buffer> = {
  png: (bytes, width, height) => {
    const out = Buffer.from(bytes)
    out.writeUInt32BE(width, 16)
    out.writeUInt32BE(height, 20)
    out.writeUInt32BE(crc32(out.subarray(12, 29)), 29)
    return out
  },
  jpeg: (bytes, width, height) => {
    const out = Buffer.from(bytes)
    const frame = out.indexOf(Buffer.from([0xff, 0xc0]))
    out.writeUInt16BE(height, frame + 5)
    out.writeUInt16BE(width, frame + 7)
    return out
  },
  gif: (bytes, width, height) => {
    const out = Buffer.from(bytes)
    out.writeUInt16LE(width, 6)
    out.writeUInt16LE(height, 8)
    return out
  },
}

test.for(Object.keys(HUGE))(
  'huge dimensions in the header of a %s take no memory',
  async (format, { folder }) => {
    const picture = await codeImage(LINK)
      .toFormat(format as 'png')
      .toBuffer()
    const before = process.memoryUsage().rss
    for (const [width, height] of [
      [65_000, 65_000],
      [65_535, 4000],
      [20_000, 20_000],
    ] as const) {
      const bytes = HUGE[format]?.(picture, width, height) ?? picture
      // The frames of a GIF have dimensions of their own.
      expect(['too-large', 'not-a-picture', [], [LINK]]).toContainEqual(await outcome(folder, bytes))
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(500_000_000)
  },
)
