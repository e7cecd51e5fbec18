import {
  blurred,
  doubled,
  type Luminance,
  luminanceOf,
  type Pixels,
  pixelsOf,
  reduced,
  sharpened,
  thresholded,
  toned,
} from './luminance.ts'
import type { Code, Readers, ReadWithJsqr, ReadWithZxing, ZxingOptions } from './readers.ts'

/** Input of the passes: the pixels, and their luminance in the sizes the passes need, cached. */
export interface Picture {
  pixels: Pixels
  /** Luminance, reduced to at most this many pixels. */
  within(maxPixels: number): Luminance
}

/** One decoding strategy: how to preprocess a picture and read it. */
export interface Pass {
  name: string
  read(picture: Picture): Promise<Code[]>
}

export interface Passes {
  /** For a still picture: cheap ones first, until one finds a code. */
  still: readonly Pass[]
  /** For a camera: one per frame, in rotation, so that the slower ones run about once a second. */
  frame: readonly Pass[]
}

/**
 * A full HD screen: expensive passes find no more above it, so that a picture without a code takes a second.
 */
const HARD_PIXELS = 2_100_000
const PHOTO_PIXELS = 3_200_000
/** Above this, doubling the size costs more than it finds. */
const DOUBLED_PIXELS = 1_300_000
/** jsqr takes several times as long as zxing. */
const JSQR_PIXELS = 500_000
/** jsqr takes a second for a noisy frame, as of a dark room, at the size of a still. */
const JSQR_FRAME_PIXELS = 160_000
/** For a picture that is already black and white. */
const HALF = { binarizer: 'FixedThreshold' } as const

/** The passes available with these readers. */
export function passesFor({ zxing, jsqr }: Readers): Passes {
  const small = jsqrPass(jsqr, 'jsqr', JSQR_PIXELS)
  const quick = jsqrPass(jsqr, 'jsqr, quick', JSQR_FRAME_PIXELS)
  if (zxing !== null) {
    const { still, frame } = zxingPasses(zxing)
    // Another reader finds some codes that zxing does not.
    return { still: [...still, small], frame: frame.flatMap((pass) => [pass, quick]) }
  }
  // A small code in a large screenshot needs the full size, which takes jsqr seconds.
  return {
    still: [small, jsqrPass(jsqr, 'jsqr, full size', Number.POSITIVE_INFINITY)],
    frame: [quick, small],
  }
}

function zxingPasses(zxing: ReadWithZxing): Passes {
  const pass = (
    name: string,
    maxPixels: number,
    change: (picture: Luminance) => Luminance,
    way?: ZxingOptions,
  ): Pass => ({
    name,
    async read(picture) {
      const changed = change(picture.within(maxPixels))
      return inPixelsOf(picture, changed, await zxing(pixelsOf(changed), way))
    },
  })
  /** Doubles the size of small pictures: enlarging a picture that was reduced before would add nothing. */
  const doubledLook = (name: string, change: (picture: Luminance) => Luminance): Pass => {
    const twice = pass(name, DOUBLED_PIXELS, (picture) => doubled(change(picture)))
    return {
      name,
      async read(picture) {
        const { width, height } = picture.pixels
        return width * height > DOUBLED_PIXELS ? [] : twice.read(picture)
      },
    }
  }

  /** Full size first: a small code in a large screenshot is lost in a reduced one. */
  const plain: Pass = { name: 'plain', read: ({ pixels }) => zxing(pixels) }
  /** For low contrast, noise, a photographed screen's grid: adaptive threshold by the local mean. */
  const flat = pass('flat', HARD_PIXELS, (picture) => thresholded(blurred(picture, 1), 16), HALF)
  /** For glare and low contrast under strong noise: a larger radius. */
  const flatWide = pass('flat, wide', HARD_PIXELS, (picture) => thresholded(blurred(picture, 2), 24), HALF)
  /** For glare over small modules, which smoothing would erase. */
  const flatFine = pass('flat, fine', HARD_PIXELS, (picture) => thresholded(picture, 16), HALF)
  /** For strong noise and a pixel grid at once: only smoothed, because a local mean would amplify both. */
  const soft = pass('soft', HARD_PIXELS, (picture) => blurred(picture, 1))
  /** For modules of one or two pixels. */
  const large = doubledLook('large', (picture) => picture)
  /** For small and out-of-focus codes. */
  const largeCrisp = doubledLook('large, crisp', (picture) => sharpened(picture, 5, 5))
  /** For an out-of-focus photo: in full size, where the codes are small. */
  const crisp = pass('crisp', PHOTO_PIXELS, (picture) => sharpened(picture, 3, 4))
  /** For a black code on a dark page without a quiet zone, or half in shadow. */
  const light = pass('light', HARD_PIXELS, (picture) => toned(picture, 0.35))
  const largeLight = doubledLook('large, light', (picture) => toned(picture, 0.35))
  /** For motion blur that spreads black over the white beside it. */
  const dim = pass('dim', HARD_PIXELS, (picture) => toned(picture, 2.5))
  const denoised = pass('denoised', HARD_PIXELS, (picture) => picture, { denoise: true })

  return {
    still: [
      plain,
      flat,
      large,
      largeCrisp,
      crisp,
      light,
      dim,
      largeLight,
      soft,
      flatWide,
      flatFine,
      denoised,
    ],
    frame: [plain, crisp, plain, flat, plain, light],
  }
}

function jsqrPass(jsqr: ReadWithJsqr, name: string, maxPixels: number): Pass {
  return {
    name,
    async read(picture) {
      const seen = picture.within(maxPixels)
      return inPixelsOf(picture, seen, jsqr(pixelsOf(seen)))
    },
  }
}

/** Converts corners from an enlarged or reduced picture to pixels of the original. */
function inPixelsOf({ pixels }: Picture, seen: Luminance, codes: Code[]): Code[] {
  const scaleX = pixels.width / seen.width
  const scaleY = pixels.height / seen.height
  const back = ({ x, y }: { x: number; y: number }) => ({ x: x * scaleX, y: y * scaleY })
  return codes.map((code) => {
    const [a, b, c, d] = code.corners
    return { ...code, corners: [back(a), back(b), back(c), back(d)] }
  })
}

export function pictureOf(pixels: Pixels): Picture {
  const sizes = new Map<number, Luminance>()
  const area = pixels.width * pixels.height
  const within = (maxPixels: number): Luminance => {
    const factor = area > maxPixels ? Math.sqrt(area / maxPixels) : 1
    const known = sizes.get(factor)
    if (known !== undefined) return known
    const made = factor === 1 ? luminanceOf(pixels) : reduced(within(area), factor)
    sizes.set(factor, made)
    return made
  }
  return { pixels, within }
}
