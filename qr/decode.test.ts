import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import sharp, { type Sharp } from 'sharp'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { codeImage, noise, page, partImage, pixelsOf, repainted } from '../test/pictures/make-pictures.ts'
import { type Code, createDecoder, type Decoder, type Pixels } from './decode.ts'
import { parseMinutesLink } from './link.ts'
import { joinParts } from './parts.ts'

// Large pictures on a busy machine: slow is not wrong.
vi.setConfig({ testTimeout: 60_000 })

const LINK =
  'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=42b8e80be5044513ae20edd4ad705272&topic=%E4%BC%9A'
const CHINESE = `${LINK}&t=季度会议纪要`

async function wasm(): Promise<ArrayBuffer> {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  return new Uint8Array(await readFile(path)).buffer
}

let decoder: Decoder
beforeAll(async () => {
  decoder = await createDecoder({ zxingWasm: await wasm() })
})

const textsOf = async (pixels: Pixels) => (await decoder.decode(pixels)).map((code) => code.text)

describe('a picture that is easy to read', () => {
  it.each<[string, () => Promise<Sharp> | Sharp, string]>([
    ['png', () => codeImage(LINK).png(), LINK],
    ['Chinese as plain UTF-8 bytes', () => codeImage(CHINESE).png(), CHINESE],
    ['turned by 30 degrees', () => codeImage(LINK).rotate(30, { background: '#888' }).png(), LINK],
    ['upside down', () => codeImage(LINK).rotate(180).png(), LINK],
    ['mirrored', () => codeImage(LINK).flop().png(), LINK],
    ['light on dark', () => codeImage(LINK, { dark: 255, light: 10 }).png(), LINK],
    ['a poor JPEG', () => codeImage(LINK).jpeg({ quality: 20 }), LINK],
    ['on transparent ground', () => codeImage(LINK).toColourspace('srgb').unflatten().png(), LINK],
  ])('%s', async (_, make, text) => {
    expect(await textsOf(await pixelsOf(await make()))).toEqual([text])
  })

  it('small in a 3840x2160 screenshot', async () => {
    const shot = await page(3840, 2160, 40, [
      { image: codeImage(LINK, { module: 2 }), left: 3000, top: 1500 },
    ])
    expect(await textsOf(await pixelsOf(shot.png()))).toEqual([LINK])
  })

  it('several codes, and each text once', async () => {
    const texts = ['https://example.com/a', LINK, 'WIFI:T:WPA;S:Room;P:x;;', LINK]
    const placed = texts.map((text, i) => ({ image: codeImage(text), left: 20 + i * 300, top: 30 + i * 40 }))
    const found = await textsOf(await pixelsOf((await page(1280, 600, 230, placed)).png()))
    expect(found.toSorted()).toEqual([...new Set(texts)].toSorted())
  })
})

describe('a picture that needs preprocessing', () => {
  const gone = async (image: Sharp) => {
    const pixels = await pixelsOf(image)
    expect(await decoder.lookAtFrame(pixels, 0)).toEqual([])
    return textsOf(pixels)
  }

  it('low contrast under noise', async () => {
    const faint = await repainted(
      codeImage(LINK, { module: 5 }),
      (level, x, y) => 120 + level / 30 + 6 * noise(x, y),
    )
    expect(await gone(faint.png())).toEqual([LINK])
  })

  it.each([
    ['low contrast', { dark: 180, light: 215, amplitude: 30, period: 2.7 }],
    ['strong noise', { dark: 120, light: 200, amplitude: 75, period: 3.4 }],
  ])('noise over the pixel grid of a screen: %s', async (_, { dark, light, amplitude, period }) => {
    const wave = (along: number) => Math.sin((2 * Math.PI * along) / period)
    const grid = await repainted(
      codeImage(LINK, { module: 3, dark, light }),
      (level, x, y) => level + amplitude * noise(x, y) + 40 * wave(x + 0.3 * y) * wave(y - 0.2 * x),
    )
    expect(await gone(grid.png())).toEqual([LINK])
  })

  it('out of focus', async () => {
    expect(await gone(codeImage(LINK, { module: 4 }).blur(2.6).png())).toEqual([LINK])
  })

  it('modules of little more than a pixel', async () => {
    const side = 72
    expect(await gone(codeImage(LINK, { module: 4 }).resize(side, side, { kernel: 'linear' }).png())).toEqual(
      [LINK],
    )
  })

  it('black on a dark page, without white around it', async () => {
    const code = codeImage(LINK, { quiet: 0, module: 5 })
    expect(await gone((await page(600, 500, 42, [{ image: code, left: 120, top: 90 }])).png())).toEqual([
      LINK,
    ])
  })

  it('glare', async () => {
    const glare = await repainted(
      codeImage(LINK, { dark: 20, light: 190 }),
      (level, x, y) => level + 240 * Math.exp(-((x - 104) ** 2 + (y - 104) ** 2) / 15_000),
    )
    expect(await gone(glare.png())).toEqual([LINK])
  })
})

describe('a code that another one outshines', () => {
  const OTHER = LINK.replace('42b8', '9d1f')
  const faint = (text: string) => codeImage(text, { module: 3, dark: 106, light: 114 })
  const side = async (text: string) => (await sharp(await faint(text).png().toBuffer()).metadata()).width

  it.each([
    ['a minutes code beside a web code', 'https://example.com/wifi'],
    ['a minutes code beside that of another meeting', OTHER],
  ])('%s', async (_, sharpText) => {
    const shot = await page(1920, 1080, 112, [
      { image: codeImage(sharpText), left: 100, top: 100 },
      { image: faint(LINK), left: 1200, top: 500 },
    ])
    const codes = await decoder.decode(await pixelsOf(shot.png()))
    expect(codes.map(({ text }) => text).toSorted()).toEqual([LINK, sharpText].toSorted())
    const left = codes.find(({ text }) => text === LINK)?.corners[0]
    expect(Math.hypot((left?.x ?? 0) - 1212, (left?.y ?? 0) - 512)).toBeLessThan(6)
    expect(await side(LINK)).toBeGreaterThan(100)
  })

  it('a light code on a transparent ground', async () => {
    const grey = await codeImage(LINK).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
    const { width, height } = grey.info
    const data = new Uint8ClampedArray(4 * width * height)
    grey.data.forEach((level, i) => data.set([255, 255, 255, 255 - level], 4 * i))
    expect(await textsOf({ data, width, height })).toEqual([LINK])
  })
})

describe('a text that needs care', () => {
  const gbk = Buffer.from([0xbc, 0xbe, 0xb6, 0xc8])
  const bytesImage = (bytes: Buffer) => codeImage(bytes)

  it('GBK without its name, by both readers', async () => {
    const pixels = await pixelsOf(bytesImage(Buffer.concat([Buffer.from(`${LINK}&t=`), gbk])).png())
    const alone = await createDecoder({ zxingWasm: null })
    expect(await textsOf(pixels)).toEqual([`${LINK}&t=季度`])
    expect((await alone.decode(pixels)).map(({ text }) => text)).toEqual([`${LINK}&t=季度`])
  })

  it.each([
    ['Latin-1', Buffer.from('Réunion du café', 'latin1')],
    ['Shift JIS', Buffer.from([0x8b, 0x63, 0x8e, 0x96, 0x98, 0x5e])],
  ])('%s without its name is never read as Chinese', async (_, bytes) => {
    const pixels = await pixelsOf(bytesImage(Buffer.concat([Buffer.from(`${LINK}&t=`), bytes])).png())
    const alone = await createDecoder({ zxingWasm: null })
    for (const text of await textsOf(pixels)) expect(parseMinutesLink(text)).toMatchObject({ ok: false })
    expect(await alone.decode(pixels)).toEqual([])
  })

  it('parts of one text', async () => {
    const parts = ['会议纪要：', LINK.slice(0, 60), LINK.slice(60)].map((text) => Buffer.from(text))
    // The second part begins within a character.
    const cut = [parts[0]!.subarray(0, 4), Buffer.concat([parts[0]!.subarray(4), parts[1]!]), parts[2]!]
    const decoded = await Promise.all(
      cut.map(async (bytes, index) => decoder.decode(await pixelsOf(partImage(bytes, index, cut).png()))),
    )
    expect(decoded.flat().map(({ part }) => [part?.index, part?.size])).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
    ])
    expect(joinParts(decoded.flat().toReversed()).map(({ text, part }) => [text, part])).toEqual([
      [`会议纪要：${LINK}`, undefined],
    ])
  })
})

it('finds no code where there is none', async () => {
  const blank = await page(320, 240, 255, [])
  const noisy = await repainted(blank, (_, x, y) => 128 + 127 * noise(x, y))
  const stripes = await repainted(blank, (_, x, y) => (((x >> 3) + (y >> 4)) % 2 === 0 ? 255 : 0))
  for (const image of [blank, noisy, stripes]) expect(await textsOf(await pixelsOf(image.png()))).toEqual([])
})

describe('corners refer to the original picture', () => {
  /** Largest distance of a corner from where it should be: the code's own edge, without its quiet zone. */
  const furthest = (code: Code | undefined, left: number, top: number, side: number) => {
    const wanted = [
      { x: left, y: top },
      { x: left + side, y: top },
      { x: left + side, y: top + side },
      { x: left, y: top + side },
    ]
    return Math.max(
      ...wanted.map(({ x, y }, i) =>
        Math.hypot(x - (code?.corners[i]?.x ?? 1e6), y - (code?.corners[i]?.y ?? 1e6)),
      ),
    )
  }
  const sideOf = async (image: Sharp) => (await sharp(await image.png().toBuffer()).metadata()).width

  it('without preprocessing', async () => {
    const code = codeImage(LINK)
    const side = (await sideOf(code)) - 32
    const shot = await page(800, 700, 200, [{ image: code, left: 100, top: 60 }])
    const [found] = await decoder.decode(await pixelsOf(shot.png()))
    expect(furthest(found, 116, 76, side)).toBeLessThan(4)
  })

  it('for an enlarged picture', async () => {
    const quiet = (72 * 16) / (await sideOf(codeImage(LINK)))
    const code = codeImage(LINK).resize(72, 72, { kernel: 'linear' })
    const shot = await page(300, 200, 255, [{ image: code, left: 150, top: 70 }])
    const pixels = await pixelsOf(shot.png())
    expect(await decoder.lookAtFrame(pixels, 0)).toEqual([])
    const [found] = await decoder.decode(pixels)
    expect(furthest(found, 150 + quiet, 70 + quiet, 72 - 2 * quiet)).toBeLessThan(4)
  })

  it('for a reduced picture', async () => {
    const code = codeImage(LINK, { module: 12 })
    const side = (await sideOf(code)) - 96
    const shot = await page(1400, 900, 200, [{ image: code, left: 300, top: 100 }])
    const alone = await createDecoder({ zxingWasm: null })
    const [found] = await alone.decode(await pixelsOf(shot.png()))
    expect(furthest(found, 348, 148, side)).toBeLessThan(12)
  })
})

describe('invalid pixels', () => {
  it.each([
    ['too few bytes', 10, 10, 399, 'not-a-picture'],
    ['no width', 0, 10, 0, 'not-a-picture'],
    ['a broken width', 2.5, 2, 20, 'not-a-picture'],
    ['more than 40 megapixels', 8000, 5001, 0, 'too-large'],
  ])('%s', async (_, width, height, length, reason) => {
    const pixels = { data: new Uint8ClampedArray(length), width, height }
    await expect(decoder.decode(pixels)).rejects.toMatchObject({
      failure: { code: 'PICTURE_UNREADABLE', params: { reason } },
    })
    await expect(decoder.lookAtFrame(pixels, 0)).rejects.toMatchObject({ code: 'PICTURE_UNREADABLE' })
  })
})

describe('camera frames', () => {
  it('find a faint code in some frame, not in each', async () => {
    const faint = await repainted(
      codeImage(LINK, { module: 5 }),
      (level, x, y) => 120 + level / 30 + 6 * noise(x, y),
    )
    const pixels = await pixelsOf(faint.png())
    const found = await Promise.all(Array.from({ length: 12 }, (_, n) => decoder.lookAtFrame(pixels, n)))
    const counts = found.map((codes) => codes.length)
    expect(Math.max(...counts)).toBe(1)
    expect(Math.min(...counts)).toBe(0)
  })
})

describe('without WebAssembly', () => {
  it('jsQR decodes alone, even a small code in a large picture', async () => {
    const alone = await createDecoder({ zxingWasm: null })
    expect(alone.hasZxing).toBe(false)
    const shot = await page(1920, 1080, 250, [
      { image: codeImage(LINK, { module: 2 }), left: 1500, top: 600 },
    ])
    const codes = await alone.decode(await pixelsOf(shot.png()))
    expect(codes.map((code) => code.text)).toEqual([LINK])
  })

  it('a damaged wasm file counts as missing', async () => {
    vi.resetModules()
    const fresh = await import('./decode.ts')
    const alone = await fresh.createDecoder({
      zxingWasm: new Uint8Array([0, 97, 115, 109, 9, 9, 9, 9]).buffer,
    })
    expect(alone.hasZxing).toBe(false)
    const codes = await alone.decode(await pixelsOf(codeImage(LINK).png()))
    expect(codes.map((code) => code.text)).toEqual([LINK])
  })
})
