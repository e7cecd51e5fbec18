import { AppError } from '../../../contract/errors.ts'
import type { Pixels } from '../../../qr/decode.ts'

/** Takes the pixels of anything that can be drawn, at the given size, RGBA, over white. */
export type PixelReader = (source: CanvasImageSource, width: number, height: number) => Pixels

/** A reader that keeps one canvas for all its pictures. */
export function createPixelReader(): PixelReader {
  const canvas = new OffscreenCanvas(1, 1)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new AppError('INTERNAL', { detail: 'the page has no canvas' })
  return (source, width, height) => {
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
    // A transparent ground is meant to be seen on a light page.
    context.fillStyle = '#fff'
    context.fillRect(0, 0, width, height)
    context.drawImage(source, 0, 0, width, height)
    // Only the array: an ImageData cannot give its buffer away to a worker.
    return { data: context.getImageData(0, 0, width, height).data, width, height }
  }
}
