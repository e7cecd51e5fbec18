import { AppError } from '../contract/errors.ts'
import { type Pass, passesFor, pictureOf } from './passes.ts'
import type { Pixels } from './luminance.ts'
import { MAX_PIXELS } from './max-pixels.ts'
import { type Code, prepareReaders } from './readers.ts'

export type { Code, Corner } from './readers.ts'
export type { Pixels } from './luminance.ts'

export interface Decoder {
  /**
   * Decodes all codes of a still picture, without duplicates. Throws AppError PICTURE_UNREADABLE
   * (params.reason).
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
    decode: (pixels) => runPasses(pixels, still),
    lookAtFrame(frame, n) {
      const turn = Math.abs(Math.trunc(n)) % turns.length
      return runPasses(frame, turns.slice(turn, turn + 1))
    },
  }
}

/** Tries the passes in order until one finds a code. */
async function runPasses(pixels: Pixels, passes: readonly Pass[]): Promise<Code[]> {
  check(pixels)
  const picture = pictureOf(pixels)
  for (const { read } of passes) {
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
