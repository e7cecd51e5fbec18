import { AppError } from '../../../contract/errors.ts'
import type { Pixels } from '../../../qr/decode.ts'
import { MAX_PIXELS } from '../../../qr/max-pixels.ts'
import { createPixelReader } from './pixels.ts'

/**
 * The types offered in the open dialog: those a browser can decode into pixels. Not SVG: it is a document,
 * not pixels.
 */
export const PICTURE_TYPES = 'image/png,image/jpeg,image/webp,image/gif,image/bmp,image/avif'
const MAX_BYTES = 100 * 2 ** 20

const unreadable = (reason: string) => new AppError('PICTURE_UNREADABLE', { params: { reason } })

/**
 * The pixels of a picture file, as RGBA, rotated as its camera recorded. Throws PICTURE_UNREADABLE with
 * params.reason: svg | too-large | not-a-picture.
 */
export async function pixelsOfPicture(file: Blob): Promise<Pixels> {
  if (/svg/i.test(file.type) || (await startsAsMarkup(file))) throw unreadable('svg')
  if (file.size > MAX_BYTES) throw unreadable('too-large')
  const { width, height } = await sizeOfPicture(file)
  if (width * height > MAX_PIXELS) throw unreadable('too-large')

  const bitmap = await createImageBitmap(file).catch(() => {
    throw unreadable('not-a-picture')
  })
  try {
    return createPixelReader()(bitmap, bitmap.width, bitmap.height)
  } finally {
    bitmap.close()
  }
}

/** Width and height from the file header: the browser decodes an image's pixels only when it is drawn. */
async function sizeOfPicture(file: Blob): Promise<{ width: number; height: number }> {
  const address = URL.createObjectURL(file)
  try {
    return await new Promise((resolve, reject) => {
      const image = new Image()
      image.addEventListener('load', () =>
        resolve({ width: image.naturalWidth, height: image.naturalHeight }),
      )
      image.addEventListener('error', () => reject(unreadable('not-a-picture')))
      image.src = address
    })
  } finally {
    URL.revokeObjectURL(address)
  }
}

async function startsAsMarkup(file: Blob): Promise<boolean> {
  const head = await file.slice(0, 64).text()
  return /^\uFEFF?\s*</.test(head)
}
