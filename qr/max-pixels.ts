/**
 * Largest picture that is decoded; more is reduced to it, and a larger one would only cost memory. In its
 * own file, so that the page can import it without the decoders.
 */
export const MAX_PIXELS = 40_000_000
/** Largest picture that is opened: the largest camera of a phone has 200 megapixels. */
export const MAX_SOURCE_PIXELS = 220_000_000
/** Largest picture file, in bytes. */
export const MAX_PICTURE_BYTES = 200_000_000

/** The size at which a picture is decoded; null if it is too large to be opened. */
export function decodedSize(width: number, height: number): { width: number; height: number } | null {
  const area = width * height
  if (area > MAX_SOURCE_PIXELS) return null
  const factor = Math.min(1, Math.sqrt(MAX_PIXELS / area))
  return { width: Math.floor(width * factor), height: Math.floor(height * factor) }
}

/** Most frames of an animated picture that are decoded. */
const MAX_FRAMES = 100

/** The frames after the first that are decoded, evenly spread over a long animation. */
export function laterFrames(count: number): number[] {
  const step = Math.max(1, count / MAX_FRAMES)
  const frames = Array.from({ length: Math.min(count, MAX_FRAMES) }, (_, index) => Math.floor(index * step))
  return frames.filter((frame) => frame > 0)
}
