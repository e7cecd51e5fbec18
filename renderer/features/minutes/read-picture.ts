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
  const { width, height } = await sizeOfPicture(file)
  const size = decodedSize(width, height)
  if (size === null) throw unreadable('too-large')

  const isReduced = size.width < width
  const reduction = { resizeWidth: size.width, resizeHeight: size.height, resizeQuality: 'medium' } as const
  const bitmap = await createImageBitmap(file, isReduced ? reduction : {}).catch(() => {
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
