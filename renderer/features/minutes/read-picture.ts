import { AppError } from '../../../contract/errors.ts'
import type { Pixels } from '../../../qr/decode.ts'
import { decodedSize, MAX_PICTURE_BYTES } from '../../../qr/max-pixels.ts'
import { FORMAT_BYTES, isPictureFormat, PICTURE_FORMATS, pictureFormat } from '../../../qr/picture-formats.ts'
import { createPixelReader } from './pixels.ts'

/** The types offered in the open dialog. */
export const PICTURE_TYPES = PICTURE_FORMATS.map((format) => `image/${format}`).join(',')

const unreadable = (reason: string) => new AppError('PICTURE_UNREADABLE', { params: { reason } })

/**
 * The pixels of a picture file (`qr/picture-formats.ts`), as RGBA, rotated as its camera recorded, and
 * reduced when it is larger than what is decoded. Throws PICTURE_UNREADABLE with params.reason: svg | heic |
 * too-large | not-a-picture.
 */
export async function pixelsOfPicture(file: Blob): Promise<Pixels> {
  const format = pictureFormat(new Uint8Array(await file.slice(0, FORMAT_BYTES).arrayBuffer()))
  if (!isPictureFormat(format)) throw unreadable(format)
  if (file.size > MAX_PICTURE_BYTES) throw unreadable('too-large')
  const address = URL.createObjectURL(file)
  try {
    return await pixelsOf(file, await loaded(address))
  } finally {
    URL.revokeObjectURL(address)
  }
}

async function pixelsOf(file: Blob, image: HTMLImageElement): Promise<Pixels> {
  // From the file header: the browser decodes an image's pixels only when it is drawn.
  const { naturalWidth: width, naturalHeight: height } = image
  const size = decodedSize(width, height)
  if (size === null) throw unreadable('too-large')
  const readPixels = createPixelReader()
  const isReduced = size.width < width
  const reduction = { resizeWidth: size.width, resizeHeight: size.height, resizeQuality: 'medium' } as const
  const bitmap = await createImageBitmap(file, isReduced ? reduction : {}).catch(() => null)
  // It refuses a file that was cut off; the image shows what is left, which may hold the whole code.
  if (bitmap === null) return readPixels(image, size.width, size.height)
  try {
    return readPixels(bitmap, bitmap.width, bitmap.height)
  } finally {
    bitmap.close()
  }
}

async function loaded(address: string): Promise<HTMLImageElement> {
  return await new Promise((resolve, reject) => {
    const image = new Image()
    image.addEventListener('load', () => resolve(image))
    image.addEventListener('error', () => reject(unreadable('not-a-picture')))
    image.src = address
  })
}
