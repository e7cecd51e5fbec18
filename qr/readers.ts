import jsQR from 'jsqr'
import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader'
import type { Pixels } from './luminance.ts'

/** One QR code seen in a picture. */
export interface Code {
  text: string
  /** Top left, top right, bottom right, bottom left as the code itself stands; in pixels of the picture. */
  corners: [Corner, Corner, Corner, Corner]
}
export interface Corner {
  x: number
  y: number
}

/** How zxing tells dark from light: by the surroundings, by one level for the picture, or at 50 %. */
export interface ZxingWay {
  binarizer?: 'LocalAverage' | 'GlobalHistogram' | 'FixedThreshold'
  denoise?: boolean
}

/** Every code that zxing finds. */
export type ReadWithZxing = (pixels: Pixels, way?: ZxingWay) => Promise<Code[]>
/** The one code that jsqr finds. */
export type ReadWithJsqr = (pixels: Pixels) => Code[]

export interface Readers {
  /** null where WebAssembly cannot run. */
  zxing: ReadWithZxing | null
  jsqr: ReadWithJsqr
}

/**
 * The two readers. `zxingWasm` is zxing_reader.wasm of the zxing-wasm package: handed in, because by itself the
 * package would fetch it from a CDN. null, or a page that may not compile it, leaves jsqr alone.
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

async function readWithZxing(pixels: Pixels, way: ZxingWay = {}): Promise<Code[]> {
  const options: ReaderOptions = {
    formats: ['QRCode'],
    tryHarder: true,
    tryRotate: true,
    tryInvert: true,
    tryDownscale: true,
    // the defaults (500, 3) leave out the half size, which alone averages many screens' pixel grids away
    downscaleThreshold: 300,
    downscaleFactor: 2,
    tryDenoise: way.denoise ?? false,
    binarizer: way.binarizer ?? 'LocalAverage',
    // the text itself: the default mode writes control characters as <SOH>
    textMode: 'Plain',
  }
  // It looks at data, width and height alone; a browser's ImageData has more members, Node's has none.
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
