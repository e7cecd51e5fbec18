import { AppError } from '../../../contract/errors.ts'
import type { Pixels } from '../../../qr/decode.ts'

/** Returns the pixels of any drawable source at the given size, as RGBA. */
export type PixelReader = (source: CanvasImageSource, width: number, height: number) => Pixels

/** A reader that reuses one canvas for all pictures. */
export function createPixelReader(): PixelReader {
  const canvas = new OffscreenCanvas(1, 1)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new AppError('INTERNAL', { detail: 'the page has no canvas' })
  return (source, width, height) => {
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
    context.clearRect(0, 0, width, height)
    context.drawImage(source, 0, 0, width, height)
    // Only the array: the buffer of an ImageData cannot be transferred to a worker.
    return { data: context.getImageData(0, 0, width, height).data, width, height }
  }
}
