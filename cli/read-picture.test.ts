import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { describe, expect, vi } from 'vitest'
import { PICTURE_FORMATS } from '../qr/picture-formats.ts'
import { codeImage, page } from '../test/pictures/make-pictures.ts'
import { readCodes as codesOf, readPicture } from './read-picture.ts'
import { MAX_PIXELS } from '../qr/max-pixels.ts'
import { test as it } from '../test/fixtures.ts'
import { isPosix } from '../test/platform.ts'

// Large pictures on a busy machine: slow is not wrong.
vi.setConfig({ testTimeout: 60_000 })

const LINK = 'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=42b8'

const readCodes = async (path: string) => (await codesOf(path)).map(({ text }) => text)

let folder: string
it.beforeAll(async ({ sharedFolder: madeFolder }) => {
  folder = madeFolder
})

async function file(name: string, bytes: Buffer | string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

describe('readCodes', () => {
  it.each(PICTURE_FORMATS)('reads %s', async (format) => {
    const path = await file(`code.${format}`, await codeImage(LINK).toFormat(format).toBuffer())
    expect(await readCodes(path)).toEqual([LINK])
  })

  it('goes by the content, not by the name', async () => {
    const path = await file('code.txt', await codeImage(LINK).png().toBuffer())
    expect(await readCodes(path)).toEqual([LINK])
  })

  it('reads grey, 16-bit and palette pictures', async () => {
    const code = await codeImage(LINK).png().toBuffer()
    const sixteen = await sharp(code).toColourspace('grey16').png().toBuffer()
    const palette = await sharp(code).png({ palette: true, colours: 2 }).toBuffer()
    expect((await sharp(sixteen).metadata()).depth).toBe('ushort')
    for (const bytes of [sixteen, palette])
      expect(await readCodes(await file('x.png', bytes))).toEqual([LINK])
  })

  it('lays a transparent code on white', async () => {
    const grey = codeImage(LINK).toColourspace('b-w').raw()
    const { data, info } = await grey.toBuffer({ resolveWithObject: true })
    // black modules, and nothing at all between them
    const rgba = Buffer.alloc(data.length * 4)
    data.forEach((level, i) => rgba.writeUInt8(255 - level, 4 * i + 3))
    const clear = sharp(rgba, { raw: { width: info.width, height: info.height, channels: 4 } })
    expect(await readCodes(await file('clear.png', await clear.png().toBuffer()))).toEqual([LINK])
  })

  it('survives a picture that stops the decoder, and reads the next one', async () => {
    const path = fileURLToPath(new URL('../test/pictures/stops-zxing.gif', import.meta.url))
    expect(await readCodes(path)).toEqual([])
    expect(await readCodes(await file('next.png', await codeImage(LINK).png().toBuffer()))).toEqual([LINK])
  })

  it('is [] for a picture without a code', async () => {
    const path = await file('blank.png', await (await page(300, 200, 200, [])).png().toBuffer())
    expect(await readCodes(path)).toEqual([])
  })

  it('decodes the rest of a truncated picture', async () => {
    const shot = await page(600, 900, 200, [{ image: codeImage(LINK), left: 20, top: 20 }])
    const whole = await shot.jpeg().toBuffer()
    const path = await file('cut.jpg', whole.subarray(0, Math.floor(whole.length * 0.95)))
    expect(await readCodes(path)).toEqual([LINK])
  })
})

describe('readPicture', () => {
  it('turns a photo as its camera meant it', async () => {
    const photo = sharp({ create: { width: 40, height: 20, channels: 3, background: '#fff' } })
    const path = await file('turned.jpg', await photo.withMetadata({ orientation: 6 }).jpeg().toBuffer())
    const { data, width, height } = await readPicture(path)
    expect([width, height, data.length]).toEqual([20, 40, 3200])
  })

  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50"><rect width="9" height="9"/></svg>'
  it.each([
    ['text', Buffer.from('no picture')],
    ['nothing', Buffer.alloc(0)],
    ['a PDF', Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF')],
    ['a head without a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ])('refuses %s', async (_, bytes) => {
    await expect(readPicture(await file('odd.png', bytes))).rejects.toMatchObject({
      failure: { code: 'PICTURE_UNREADABLE', params: { reason: 'not-a-picture' } },
    })
  })

  it.each([
    ['a drawing that could fetch and grow', Buffer.from(svg), 'svg'],
    ['HEIC, by its name', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), 'heic'],
    ['a damaged picture, in one line', Buffer.from('\0\0\0\x18ftypavif\0\0\0\0mif1avif'), 'not-a-picture'],
  ])('names %s', async (_, bytes, reason) => {
    const error: unknown = await readPicture(await file('odd.png', bytes)).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ failure: { code: 'PICTURE_UNREADABLE', params: { reason } } })
    expect((error as { failure: { detail?: string } }).failure.detail ?? '').not.toContain('\n')
  })

  it('reads a code in a later frame of an animation', async () => {
    const blank = await page(300, 300, 255, [])
    const frames = [blank, await page(300, 300, 255, [{ image: codeImage(LINK), left: 10, top: 10 }]), blank]
    const inputs = await Promise.all(frames.map(async (image) => image.png().toBuffer()))
    const path = await file(
      'later.gif',
      await sharp(inputs, { join: { animated: true } })
        .gif()
        .toBuffer(),
    )
    expect((await sharp(path).metadata()).pages).toBe(3)
    expect(await readCodes(path)).toEqual([LINK])
  })

  it('reduces a photo of 48 megapixels', async () => {
    const photo = sharp({ create: { width: 8064, height: 6048, channels: 3, background: '#fff' } })
    const { width, height } = await readPicture(await file('phone.jpg', await photo.jpeg().toBuffer()))
    expect(width * height).toBeLessThanOrEqual(MAX_PIXELS)
    expect(width / height).toBeCloseTo(4 / 3, 2)
  })

  it('refuses more than 220 megapixels before decoding them', async () => {
    const huge = sharp({ create: { width: 15_000, height: 15_000, channels: 3, background: '#fff' } })
    const path = await file('huge.png', await huge.png({ compressionLevel: 1 }).toBuffer())
    await expect(readPicture(path)).rejects.toMatchObject({
      failure: { code: 'PICTURE_UNREADABLE', params: { reason: 'too-large' } },
    })
  })

  it('says when there is no such file, and refuses a folder', async () => {
    await expect(readPicture(join(folder, 'none.png'))).rejects.toMatchObject({
      failure: { code: 'NOT_FOUND', params: { at: 'picture' } },
    })
    for (const path of [folder, ...(isPosix ? ['/dev/zero'] : [])])
      await expect(readPicture(path)).rejects.toMatchObject({
        failure: { code: 'PICTURE_UNREADABLE', params: { reason: 'not-a-file' } },
      })
  })
})
