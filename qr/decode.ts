import { AppError } from '../contract/errors.ts'
import { type Look, looksWith, pictureOf } from './looks.ts'
import type { Pixels } from './luminance.ts'
import { MAX_PIXELS } from './max-pixels.ts'
import { type Code, prepareReaders } from './readers.ts'

export type { Code, Corner } from './readers.ts'
export type { Pixels } from './luminance.ts'

export interface Decoder {
  /** Every code of a still picture, each text once. Throws AppError PICTURE_UNREADABLE (params.reason). */
  decode(pixels: Pixels): Promise<Code[]>
  /** The same for the n-th frame of a camera (about 640x480): quick looks, taking turns from frame to frame. */
  lookAtFrame(frame: Pixels, n: number): Promise<Code[]>
  /** false: WebAssembly cannot run here, and jsqr, which finds fewer codes, looks alone. */
  readonly hasZxing: boolean
}

/** `zxingWasm`: the bytes of zxing-wasm's reader/zxing_reader.wasm, or null where WebAssembly cannot run. */
export async function createDecoder({ zxingWasm }: { zxingWasm: ArrayBuffer | null }): Promise<Decoder> {
  const readers = await prepareReaders(zxingWasm)
  const { still, frame: turns } = looksWith(readers)
  return {
    hasZxing: readers.zxing !== null,
    decode: (pixels) => look(pixels, still),
    lookAtFrame(frame, n) {
      const turn = Math.abs(Math.trunc(n)) % turns.length
      return look(frame, turns.slice(turn, turn + 1))
    },
  }
}

/** One look after another until one of them sees a code. */
async function look(pixels: Pixels, looks: readonly Look[]): Promise<Code[]> {
  check(pixels)
  const picture = pictureOf(pixels)
  for (const { read } of looks) {
    const codes = await read(picture)
    if (codes.length > 0) return withoutDoubles(codes)
  }
  return []
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

function withoutDoubles(codes: Code[]): Code[] {
  return [...new Map(codes.toReversed().map((code) => [code.text, code])).values()].toReversed()
}
