import jsQR from 'jsqr'
import {
  prepareZXingModule,
  purgeZXingModule,
  readBarcodes,
  type ReaderOptions,
  type ReadResult,
} from 'zxing-wasm/reader'
import type { Pixels } from './luminance.ts'
import { hasCommonHanzi, isUtf8, textOfBytes } from './text-of-bytes.ts'

/** A QR code found in a picture. */
export interface Code {
  text: string
  /**
   * Top left, top right, bottom right, bottom left in the code's own orientation; in pixels of the picture.
   */
  corners: [Corner, Corner, Corner, Corner]
  /** Only for one of several codes that hold one text together (`parts.ts`): `text` is a fragment of it. */
  part?: CodePart
}
/** The place of a code in a structured-append set. */
export interface CodePart {
  /** Equal for all parts of a set. */
  id: string
  size: number
  /** From 0. */
  index: number
  bytes: Uint8Array
}
export interface Corner {
  x: number
  y: number
}

/** How zxing separates dark from light: by a local threshold, a global one, or at 50 %. */
export interface ZxingOptions {
  binarizer?: 'LocalAverage' | 'GlobalHistogram' | 'FixedThreshold'
  denoise?: boolean
}

/** Returns all codes that zxing finds. */
export type ReadWithZxing = (pixels: Pixels, way?: ZxingOptions) => Promise<Code[]>
/** Returns the one code that jsqr finds, if any. */
export type ReadWithJsqr = (pixels: Pixels) => Code[]

export interface Readers {
  /** null where WebAssembly cannot run. */
  zxing: ReadWithZxing | null
  jsqr: ReadWithJsqr
}

/**
 * Loads the two readers. `zxingWasm` is zxing_reader.wasm of the zxing-wasm package: passed in, because by
 * default the package would fetch it from a CDN. null, or a page that may not compile it, leaves only jsqr.
 */
export async function prepareReaders(zxingWasm: ArrayBuffer | null): Promise<Readers> {
  if (zxingWasm === null || !(await canPrepare(zxingWasm))) return { zxing: null, jsqr: readWithJsqr }
  return { zxing: (pixels, way) => readOrRestart(zxingWasm, pixels, way), jsqr: readWithJsqr }
}

/**
 * [Note: zxing trap] Some pictures make zxing access memory out of bounds. WebAssembly then stops it, and its
 * state is invalid: it is started again, and this picture has no code for this pass.
 */
async function readOrRestart(wasm: ArrayBuffer, pixels: Pixels, way?: ZxingOptions): Promise<Code[]> {
  try {
    return await readWithZxing(pixels, way)
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error
    purgeZXingModule()
    await canPrepare(wasm)
    return []
  }
}

async function canPrepare(wasmBinary: ArrayBuffer): Promise<boolean> {
  try {
    await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
    return true
  } catch {
    return false
  }
}

async function readWithZxing(pixels: Pixels, way: ZxingOptions = {}): Promise<Code[]> {
  const options: ReaderOptions = {
    formats: ['QRCode'],
    tryHarder: true,
    tryRotate: true,
    tryInvert: true,
    tryDownscale: true,
    // the defaults (500, 3) omit the half size, the only one that averages out many screens' pixel grids
    downscaleThreshold: 300,
    downscaleFactor: 2,
    tryDenoise: way.denoise ?? false,
    binarizer: way.binarizer ?? 'LocalAverage',
    // the text itself: the default mode writes control characters as <SOH>
    textMode: 'Plain',
  }
  // It reads only data, width and height; a browser's ImageData has more members, Node has no ImageData.
  const image = pixels as Parameters<typeof readBarcodes>[0]
  const results = await readBarcodes(image, options)
  const unnamed = results.filter(isOfUnnamedEncoding)
  // zxing guesses an encoding, and knows no Chinese one. Kanji keep their own encoding. As UTF-8, what is neither
  // is lost, and the code is refused.
  const characterSet = unnamed.some(({ bytes }) => hasCommonHanzi(bytes)) ? 'GB18030' : 'UTF8'
  const read = unnamed.length > 0 ? await readBarcodes(image, { ...options, characterSet }) : results
  return read.filter((result) => result.isValid && result.text !== '').map(codeOf)
}

/** [Note: encoding] Some programs write GBK without naming it; zxing takes it for Latin-1 or Shift JIS. */
function isOfUnnamedEncoding({ isValid, hasECI, text, bytes }: ReadResult): boolean {
  return isValid && !hasECI && /^(cloudlink|meetkeep):/i.test(text) && !isUtf8(bytes)
}

function codeOf({ text, position, sequenceSize, sequenceIndex, sequenceId, bytes }: ReadResult): Code {
  const { topLeft, topRight, bottomRight, bottomLeft } = position
  return {
    text,
    corners: [topLeft, topRight, bottomRight, bottomLeft],
    ...(sequenceSize > 1
      ? { part: { id: sequenceId, size: sequenceSize, index: sequenceIndex, bytes } }
      : {}),
  }
}

function readWithJsqr({ data, width, height }: Pixels): Code[] {
  const found = jsQR(data, width, height, { inversionAttempts: 'attemptBoth' })
  if (found === null) return []
  // jsqr drops a segment that is not UTF-8, without an error: the text would have a gap.
  const texts = found.chunks.map((chunk) => {
    const text = 'text' in chunk ? chunk.text : ''
    const bytes = 'bytes' in chunk ? chunk.bytes : []
    return text === '' && bytes.length > 0 ? textOfBytes(Uint8Array.from(bytes)) : text
  })
  if (texts.includes(null)) return []
  const text = texts.join('')
  if (text === '') return []
  const { topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner } = found.location
  return [{ text, corners: [topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner] }]
}
