import { createRequire } from 'node:module'
import QRCode from 'qrcode'
import sharp, { type Sharp } from 'sharp'
import type { Pixels } from '../../qr/decode.ts'

/** Generated pictures for tests, deterministic, so that a failing test fails again. */

export interface CodeStyle {
  /** Side of a module in pixels. */
  module?: number
  /** Modules of quiet zone around the code. */
  quiet?: number
  /** Grey levels. */
  dark?: number
  light?: number
}

/** A QR code of a text in UTF-8, or of bytes, as a one-channel sharp image. */
export function codeImage(text: string | Buffer, style: CodeStyle = {}): Sharp {
  const data = typeof text === 'string' ? Buffer.from(text) : text
  return imageOf([{ data, mode: 'byte' }], style)
}

/**
 * One code of a structured-append set (ISO/IEC 18004, 8): `bytes` is the part at `index` of `all`. The
 * encoder has no such mode, so its byte mode is replaced for this call: mode 3, whose 16 bits are place,
 * number and parity; then, as data, the byte mode's own 12 bits and the bytes.
 */
export function partImage(
  bytes: Buffer,
  index: number,
  all: readonly Buffer[],
  style: CodeStyle = {},
): Sharp {
  const parity = Buffer.concat(all).reduce((sum, byte) => sum ^ byte, 0)
  const { BYTE } = require('qrcode/lib/core/mode') as { BYTE: { bit: number; ccBits: number[] } }
  const { prototype } = require('qrcode/lib/core/byte-data') as { prototype: { getLength(): number } }
  const { bit, ccBits } = BYTE
  const { getLength } = prototype
  Object.assign(BYTE, { bit: 3, ccBits: [16, 16, 16] })
  // First called to choose the version, then to write the 16 bits.
  let calls = 0
  const header = (index << 12) | ((all.length - 1) << 8) | parity
  prototype.getLength = () => ((calls += 1) === 1 ? bytes.length + 2 : header)
  try {
    const hex = `4${bytes.length.toString(16).padStart(2, '0')}${bytes.toString('hex')}0`
    return imageOf([{ data: Buffer.from(hex, 'hex'), mode: 'byte' }], style)
  } finally {
    Object.assign(BYTE, { bit, ccBits })
    prototype.getLength = getLength
  }
}
const require = createRequire(import.meta.url)

function imageOf(
  segments: QRCode.QRCodeSegment[],
  { module = 4, quiet = 4, dark = 0, light = 255 }: CodeStyle,
): Sharp {
  const { data, size } = QRCode.create(segments, { errorCorrectionLevel: 'M' }).modules
  const side = (size + 2 * quiet) * module
  const grey = Buffer.alloc(side * side, light)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const column = Math.floor(x / module) - quiet
      const row = Math.floor(y / module) - quiet
      const isInside = column >= 0 && row >= 0 && column < size && row < size
      if (isInside && data[row * size + column] === 1) grey[y * side + x] = dark
    }
  }
  return sharp(grey, { raw: { width: side, height: side, channels: 1 } })
}

/** The image encoded in a file format and decoded, as real pictures are; png by default. */
export async function pixelsOf(image: Sharp): Promise<Pixels> {
  const { data, info } = await sharp(await image.toBuffer())
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return {
    data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.length),
    width: info.width,
    height: info.height,
  }
}

/** A page of one grey level with images placed on it. */
export async function page(
  width: number,
  height: number,
  level: number,
  placed: { image: Sharp; left: number; top: number }[],
): Promise<Sharp> {
  const background = { r: level, g: level, b: level }
  const layers = await Promise.all(
    placed.map(async ({ image, left, top }) => ({ input: await image.png().toBuffer(), left, top })),
  )
  return sharp(
    await sharp({ create: { width, height, channels: 3, background } })
      .composite(layers)
      .png()
      .toBuffer(),
  )
}

/** Changes every grey level depending on its position; deterministic. */
export async function repainted(
  image: Sharp,
  paint: (level: number, x: number, y: number) => number,
): Promise<Sharp> {
  const { data, info } = await image.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const grey = Buffer.alloc(width * height)
  for (let i = 0; i < grey.length; i++) {
    const level = paint(data[i * channels] ?? 0, i % width, Math.floor(i / width))
    grey[i] = Math.min(255, Math.max(0, Math.round(level)))
  }
  return sharp(grey, { raw: { width, height, channels: 1 } })
}

/** About -1 to 1, without pattern, deterministic. */
export function noise(x: number, y: number): number {
  const wild = Math.sin(x * 12.9898 + y * 78.233) * 43_758.5453
  return 2 * (wild - Math.floor(wild)) - 1
}
