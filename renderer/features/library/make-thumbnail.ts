import { MAX_THUMBNAIL_BYTES, THUMBNAIL_PREFIX } from '../../../contract/library.ts'
import { mediaAddress } from '../../../contract/watching.ts'
import { frameTimes, isBlank } from './frame-choice.ts'

const WIDTH = 320
/** For a film that neither loads nor fails. */
const PATIENCE_MS = 15_000
const QUALITIES = [0.8, 0.6, 0.4, 0.2]

/**
 * Takes the first frame of a saved film that shows something, as a small WebP picture (a data URL); null if there is
 * none: it has no picture, or cannot be played. Rejects when `signal` aborts.
 */
export async function makeThumbnail(id: string, signal: AbortSignal): Promise<string | null> {
  const film = document.createElement('video')
  film.muted = true
  film.preload = 'auto'
  // With CORS: a canvas with a frame of another origin cannot be read otherwise.
  film.crossOrigin = 'anonymous'
  const limit = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)])
  try {
    film.src = mediaAddress(id)
    await nextOf(film, 'loadeddata', limit)
    if (film.videoWidth === 0) return null
    const canvas = document.createElement('canvas')
    canvas.width = WIDTH
    canvas.height = Math.round((WIDTH * film.videoHeight) / film.videoWidth)
    const drawing = canvas.getContext('2d', { alpha: false, willReadFrequently: true })
    if (drawing === null || canvas.height > WIDTH * 2) return null
    for (const time of frameTimes(film.duration)) {
      const sought = nextOf(film, 'seeked', limit)
      film.currentTime = time
      await sought
      drawing.drawImage(film, 0, 0, canvas.width, canvas.height)
      if (!isBlank(drawing.getImageData(0, 0, canvas.width, canvas.height).data)) break
    }
    return await encode(canvas)
  } catch (error) {
    if (signal.aborted) throw error
    return null
  } finally {
    film.removeAttribute('src')
    film.load()
  }
}

/** Resolves with the event; rejects if the film fails or the signal aborts. */
function nextOf(film: HTMLVideoElement, name: 'loadeddata' | 'seeked', signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    film.addEventListener(name, () => resolve(), { once: true })
    film.addEventListener('error', () => reject(new Error('the film cannot be played')), { once: true })
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true })
    if (signal.aborted) reject(new Error('aborted'))
  })
}

/** The best quality that is small enough. */
async function encode(canvas: HTMLCanvasElement): Promise<string | null> {
  for (const quality of QUALITIES) {
    const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', quality))
    if (picture?.type === 'image/webp' && picture.size <= MAX_THUMBNAIL_BYTES)
      return THUMBNAIL_PREFIX + base64Of(await picture.arrayBuffer())
  }
  return null
}

const base64Of = (bytes: ArrayBuffer): string =>
  btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''))
