import type { Pixels } from '../../../qr/decode.ts'
import { decodedSize, laterFrames } from '../../../qr/max-pixels.ts'
import { ANIMATED_FORMATS, FORMAT_BYTES, pictureFormat } from '../../../qr/picture-formats.ts'
import { createPixelReader } from './pixels.ts'

/**
 * The frames of an animated picture after the first (`qr/max-pixels.ts`), decoded one at a time, as RGBA. None
 * for any other picture; a damaged frame ends them.
 */
export async function* laterFramesOf(file: Blob): AsyncGenerator<Pixels, void> {
  const format = pictureFormat(new Uint8Array(await file.slice(0, FORMAT_BYTES).arrayBuffer()))
  if (!ANIMATED_FORMATS.includes(format)) return
  const decoder = new ImageDecoder({ data: file.stream(), type: `image/${format}` })
  const readPixels = createPixelReader()
  try {
    // The number of frames is known when the whole file was read.
    await Promise.all([decoder.completed, decoder.tracks.ready])
    for (const frameIndex of laterFrames(decoder.tracks.selectedTrack?.frameCount ?? 1)) {
      const { image } = await decoder.decode({ frameIndex })
      const size = decodedSize(image.displayWidth, image.displayHeight)
      const pixels = size === null ? null : readPixels(image, size.width, size.height)
      image.close()
      if (pixels === null) return
      yield pixels
    }
  } catch {
    // The first frame was readable; what is left of a damaged file is not.
  } finally {
    decoder.close()
  }
}
