import jsQR from 'jsqr'
import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader'
import type { Pixels } from './luminance.ts'

/** A QR code found in a picture. */
export interface Code {
  text: string
  /**
   * Top left, top right, bottom right, bottom left in the code's own orientation; in pixels of the picture.
   */
  corners: [Corner, Corner, Corner, Corner]
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
  return { zxing: readWithZxing, jsqr: readWithJsqr }
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
  const results = await readBarcodes(pixels as Parameters<typeof readBarcodes>[0], options)
  return results
    .filter((result) => result.isValid && result.text !== '')
    .map(({ text, position: { topLeft, topRight, bottomRight, bottomLeft } }) => ({
      text,
      corners: [topLeft, topRight, bottomRight, bottomLeft],
    }))
}

function readWithJsqr({ data, width, height }: Pixels): Code[] {
  const found = jsQR(data, width, height, { inversionAttempts: 'attemptBoth' })
  if (found === null || found.data === '') return []
  const { topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner } = found.location
  return [{ text: found.data, corners: [topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner] }]
}
