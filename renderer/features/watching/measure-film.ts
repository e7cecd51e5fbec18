import { mediaAddress } from '../../../contract/watching.ts'

/**
 * Measures the length of a saved film whose file does not state it, by loading it in a player; null if
 * unknown.
 */
export function measureFilm(id: string): Promise<number | null> {
  const probe = document.createElement('video')
  return new Promise<number | null>((resolve) => {
    const end = (seconds: number | null): void => {
      resolve(seconds)
      probe.removeAttribute('src')
      probe.load()
    }
    probe.addEventListener(
      'loadedmetadata',
      () => end(Number.isFinite(probe.duration) ? probe.duration : null),
      {
        once: true,
      },
    )
    probe.addEventListener('error', () => end(null), { once: true })
    probe.muted = true
    probe.preload = 'metadata'
    probe.src = mediaAddress(id)
  })
}
