import type { Film } from './timeline.ts'

/** A film and the element that plays it. */
export interface Playing {
  film: Film
  element: HTMLMediaElement
}

/** A film this far from its place has not arrived, in seconds. */
const OFF_PLACE = 0.1
/** A film this close to its end has nothing more to buffer, in seconds. */
const NEAR_END = 0.3

/**
 * Seeks a film to a time of its part, in seconds. An element without metadata is skipped; the loadedmetadata event seeks
 * it again.
 */
export function seekTo({ film, element }: Playing, offset: number): void {
  if (element.readyState < HTMLMediaElement.HAVE_METADATA) return
  const target = Math.min(offset, film.seconds)
  if (Math.abs(element.currentTime - target) > 0.001) element.currentTime = target
}

/** Stands at another time, and is not on its way. */
export function isOffPlace({ film, element }: Playing, offset: number): boolean {
  if (element.readyState < HTMLMediaElement.HAVE_METADATA || element.seeking) return false
  return Math.abs(element.currentTime - Math.min(offset, film.seconds)) >= OFF_PLACE
}

export function isAtEnd({ film, element }: Playing): boolean {
  return element.ended || element.currentTime >= film.seconds
}

/** Has finished its seek, and can play on from there. */
export function hasArrived({ film, element }: Playing): boolean {
  if (element.seeking) return false
  if (element.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA) return true
  return (
    element.readyState === HTMLMediaElement.HAVE_CURRENT_DATA && element.currentTime > film.seconds - NEAR_END
  )
}
