import { createRequire } from 'node:module'
import { readFile, stat } from 'node:fs/promises'
import sharp from 'sharp'
import { AppError } from '../contract/errors.ts'
import { type Code, createDecoder, type Decoder, type Pixels } from '../qr/decode.ts'
import { decodedSize, laterFrames, MAX_PICTURE_BYTES, MAX_SOURCE_PIXELS } from '../qr/max-pixels.ts'
import {
  ANIMATED_FORMATS,
  isPictureFormat,
  pictureFormat,
  type RefusedFormat,
} from '../qr/picture-formats.ts'

/**
 * Reads the pixels of a picture file (`qr/picture-formats.ts`), rotated by its EXIF orientation, and reduced
 * when it is larger than what is decoded. Throws AppError NOT_FOUND or PICTURE_UNREADABLE.
 */
export async function readPicture(path: string): Promise<Pixels> {
  return pixelsOf(await readBytes(path), 0)
}

/** `frame`: from 0, of an animated picture. */
async function pixelsOf(bytes: Buffer, frame: number): Promise<Pixels> {
  try {
    // A truncated file may still contain the whole code: decode as much as possible.
    const image = sharp(bytes, { limitInputPixels: MAX_SOURCE_PIXELS, failOn: 'none', page: frame })
    const { width, height } = await image.metadata()
    const size = decodedSize(width, height)
    if (size === null) throw refusal('too-large', `${width}x${height}`)
    // By the longer side, because the orientation may exchange the two.
    const side = Math.max(size.width, size.height)
    const { data, info } = await image
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    return {
      data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.length),
      width: info.width,
      height: info.height,
    }
  } catch (cause) {
    throw unreadable(cause)
  }
}

/** Number of frames of a picture; 1 unless it is animated. */
async function framesOf(bytes: Buffer): Promise<number> {
  const { pages = 1 } = await sharp(bytes, { limitInputPixels: MAX_SOURCE_PIXELS, failOn: 'none' }).metadata()
  return pages
}

/**
 * Every QR code in a picture file, each text once; [] when there is none. Throws as {@link readPicture} does.
 * The first frame of an animated picture gets all passes, the others a quick one each.
 */
export async function readCodes(path: string): Promise<Code[]> {
  const bytes = await readBytes(path)
  const isAnimated = ANIMATED_FORMATS.includes(pictureFormat(bytes))
  decoder ??= makeDecoder()
  const { decode, lookAtFrame } = await decoder
  const codes = await decode(await pixelsOf(bytes, 0))
  for (const frame of laterFrames(isAnimated ? await framesOf(bytes) : 1))
    for (const code of await lookAtFrame(await pixelsOf(bytes, frame), 0))
      if (!codes.some(({ text }) => text === code.text)) codes.push(code)
  return codes
}
let decoder: Promise<Decoder> | undefined

/** zxing's WebAssembly lies beside the built command (vite.cli.config.ts); the sources take it from its package. */
async function makeDecoder(): Promise<Decoder> {
  const bytes = await readFile(new URL('zxing_reader.wasm', import.meta.url)).catch(() =>
    readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')),
  )
  return createDecoder({ zxingWasm: new Uint8Array(bytes).buffer })
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    const info = await stat(path)
    // A folder has no bytes, and a device or pipe may never end.
    if (!info.isFile()) throw refusal('not-a-file', path)
    if (info.size > MAX_PICTURE_BYTES) throw refusal('too-large', `${info.size} > ${MAX_PICTURE_BYTES}`)
    const bytes = await readFile(path)
    const format = pictureFormat(bytes)
    if (!isPictureFormat(format)) throw refusal(format, undefined)
    return bytes
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      throw new AppError('NOT_FOUND', { params: { at: 'picture' }, detail: `ENOENT: ${path}` }, { cause })
    }
    throw unreadable(cause)
  }
}

function unreadable(cause: unknown): AppError {
  if (cause instanceof AppError) return cause
  const message = cause instanceof Error ? cause.message : String(cause)
  // sharp has no code for a picture over limitInputPixels. Its other messages have several lines.
  const [line = ''] = message.split('\n')
  return refusal(message.includes('limit') ? 'too-large' : 'not-a-picture', line, cause)
}

/** `detail` is a technical line: a size, or a message of sharp. */
function refusal(
  reason: 'too-large' | 'not-a-file' | RefusedFormat,
  detail: string | undefined,
  cause?: unknown,
): AppError {
  const more = detail === undefined ? {} : { detail }
  return new AppError('PICTURE_UNREADABLE', { params: { reason }, ...more }, { cause })
}
