import { AppError } from '../contract/errors.ts'
import { type Area, cropped, isInside, unreadAreas } from './unread-areas.ts'
import { onGrounds } from './grounds.ts'
import { parseMinutesLink } from './link.ts'
import { type Pass, passesFor, pictureOf } from './passes.ts'
import type { Pixels } from './luminance.ts'
import { MAX_PIXELS } from './max-pixels.ts'
import { type Code, type Corner, prepareReaders } from './readers.ts'

export type { Code, CodePart, Corner } from './readers.ts'
export type { Pixels } from './luminance.ts'

export interface Decoder {
  /**
   * Decodes all codes of a still picture, each text once; a transparent picture on white and on black. Parts
   * of a code are not joined (`parts.ts`). Throws AppError PICTURE_UNREADABLE (params.reason).
   */
  decode(pixels: Pixels): Promise<Code[]>
  /**
   * The same for the n-th frame of a camera (about 640x480): quick strategies, alternating from frame to
   * frame.
   */
  lookAtFrame(frame: Pixels, n: number): Promise<Code[]>
  /** false: WebAssembly is unavailable, and only jsqr is used, which finds fewer codes. */
  readonly hasZxing: boolean
}

/** `zxingWasm`: the bytes of zxing-wasm's reader/zxing_reader.wasm, or null where WebAssembly cannot run. */
export async function createDecoder({ zxingWasm }: { zxingWasm: ArrayBuffer | null }): Promise<Decoder> {
  const readers = await prepareReaders(zxingWasm)
  const { still, frame: turns } = passesFor(readers)
  return {
    hasZxing: readers.zxing !== null,
    decode: (pixels) => readStill(pixels, still),
    async lookAtFrame(frame, n) {
      check(frame)
      const turn = turns[Math.abs(Math.trunc(n)) % turns.length]
      return turn === undefined ? [] : newOf(await turn.read(pictureOf(frame)), [])
    },
  }
}

/**
 * Tries the passes in order until one finds a minutes code. Another code is not the end: it may be sharp, and
 * the minutes code beside it faint. After each find, areas that look like a code which was not read are
 * decoded by themselves.
 */
async function readStill(pixels: Pixels, passes: readonly Pass[]): Promise<Code[]> {
  check(pixels)
  let found: Code[] = []
  for (const opaque of onGrounds(pixels)) {
    const picture = pictureOf(opaque)
    for (const { read } of passes) {
      const codes = newOf(await read(picture), found)
      if (codes.length === 0) continue
      found = [...found, ...codes]
      found = [...found, ...newOf(await readUnread(opaque, found, passes), found)]
      if (found.some(({ text }) => parseMinutesLink(text).ok)) return found
    }
  }
  return found
}

/** Decodes the areas that show the finder patterns of a code not read yet. */
async function readUnread(pixels: Pixels, known: readonly Code[], passes: readonly Pass[]): Promise<Code[]> {
  const found: Code[] = []
  for (const area of unreadAreas(pixels, known)) {
    const picture = pictureOf(cropped(pixels, area))
    for (const { read } of passes) {
      const codes = newOf(
        (await read(picture)).map((code) => moved(code, area)),
        [...known, ...found],
      )
      found.push(...codes)
      if (codes.length > 0) break
    }
  }
  return found
}

function moved(code: Code, { left, top }: Area): Code {
  const back = ({ x, y }: Corner): Corner => ({ x: x + left, y: y + top })
  const [a, b, c, d] = code.corners
  return { ...code, corners: [back(a), back(b), back(c), back(d)] }
}

/**
 * The codes that are not known yet, each text once. Another text in the place of a known code is a misreading:
 * jsqr knows no structured append.
 */
function newOf(codes: readonly Code[], known: readonly Code[]): Code[] {
  const texts = new Set(known.map(({ text }) => text))
  const fresh = codes.filter(({ corners: [a, , c] }) => {
    const centre = { x: (a.x + c.x) / 2, y: (a.y + c.y) / 2 }
    return !known.some((code) => isInside(code, centre))
  })
  return fresh.filter(({ text }) => !texts.has(text) && texts.add(text))
}

function check({ data, width, height }: Pixels): void {
  if (width * height > MAX_PIXELS) {
    throw unreadable('too-large', `${width}x${height} is over ${MAX_PIXELS} pixels`)
  }
  const isWhole = Number.isSafeInteger(width) && Number.isSafeInteger(height) && width > 0 && height > 0
  if (!isWhole || data.length !== 4 * width * height) {
    throw unreadable('not-a-picture', `no ${width}x${height} picture in ${data.length} bytes`)
  }
}

function unreadable(reason: 'too-large' | 'not-a-picture', detail: string): AppError {
  return new AppError('PICTURE_UNREADABLE', { params: { reason }, detail })
}
