import { mediaAddress } from '../../../contract/watching.ts'

/** The length of a saved film that does not name it, as a player finds it; null when it can find none. */
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
