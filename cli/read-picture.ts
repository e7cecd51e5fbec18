import { createRequire } from 'node:module'
import { readFile, stat } from 'node:fs/promises'
import sharp from 'sharp'
import { AppError } from '../contract/errors.ts'
import { createDecoder, type Decoder, type Pixels } from '../qr/decode.ts'
import { MAX_PIXELS } from '../qr/max-pixels.ts'

/** Raster formats only: vector formats (svg, pdf) can fetch, nest and grow. */
const FORMATS = new Set(['png', 'jpeg', 'webp', 'gif', 'tiff', 'heif'])
const MAX_FILE_BYTES = 200_000_000

/**
 * Reads the pixels of a picture file (png, jpeg, webp, gif, tiff, avif; the first of several pages), rotated
 * by its EXIF orientation, transparency on white. Throws AppError NOT_FOUND or PICTURE_UNREADABLE.
 */
export async function readPicture(path: string): Promise<Pixels> {
  const bytes = await readBytes(path)
  try {
    // A truncated file may still contain the whole code: decode as much as possible.
    const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'none' })
    const { format } = await image.metadata()
    if (format === undefined || !FORMATS.has(format)) throw refusal('not-a-picture', format)
    const { data, info } = await image
      .autoOrient()
      .flatten({ background: '#ffffff' })
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

/**
 * Text of every QR code in a picture file, without duplicates; [] when there is none. Throws as
 * {@link readPicture} does.
 */
export async function readCodes(path: string): Promise<string[]> {
  const pixels = await readPicture(path)
  decoder ??= makeDecoder()
  const codes = await (await decoder).decode(pixels)
  return codes.map((code) => code.text)
}
let decoder: Promise<Decoder> | undefined

/** Reads zxing's WebAssembly from its package: the built command line ships with node_modules. */
async function makeDecoder(): Promise<Decoder> {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  return createDecoder({ zxingWasm: new Uint8Array(await readFile(path)).buffer })
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path)
    if (size > MAX_FILE_BYTES) throw refusal('too-large', `${size} > ${MAX_FILE_BYTES}`)
    return await readFile(path)
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      throw new AppError('NOT_FOUND', { detail: `${cause.code}: ${path}` }, { cause })
    }
    throw unreadable(cause)
  }
}

function unreadable(cause: unknown): AppError {
  if (cause instanceof AppError) return cause
  const detail = cause instanceof Error ? cause.message : String(cause)
  // sharp has no code for a picture over limitInputPixels.
  return refusal(detail.includes('limit') ? 'too-large' : 'not-a-picture', detail, cause)
}

/** `detail` is a technical line: a format, a size, or a message of sharp. */
function refusal(
  reason: 'too-large' | 'not-a-picture',
  detail: string | undefined,
  cause?: unknown,
): AppError {
  const more = detail === undefined ? {} : { detail }
  return new AppError('PICTURE_UNREADABLE', { params: { reason }, ...more }, { cause })
}
