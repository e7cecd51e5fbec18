import { useEffect } from 'react'
import type { Player, PlayerState } from './player.ts'

/** Makes the media keys of keyboard and system control the whole player, not one of its films. */
export function useMediaKeys(player: Player | null, state: PlayerState | null, title: string): void {
  const isPlaying = state?.status === 'playing' || state?.status === 'waiting'
  useEffect(() => {
    if (player === null || !('mediaSession' in navigator)) return
    const session = navigator.mediaSession
    session.metadata = new MediaMetadata({ title })
    const step = (seconds: number) => () => player.seek(player.state().time + seconds)
    const handlers: [MediaSessionAction, () => void][] = [
      ['play', player.play],
      ['pause', player.pause],
      ['seekbackward', step(-5)],
      ['seekforward', step(5)],
      ['previoustrack', () => player.stepPart(-1)],
      ['nexttrack', () => player.stepPart(1)],
    ]
    for (const [action, handler] of handlers) session.setActionHandler(action, handler)
    return () => {
      session.metadata = null
      for (const [action] of handlers) session.setActionHandler(action, null)
    }
  }, [player, title])
  useEffect(() => {
    if ('mediaSession' in navigator) navigator.mediaSession.playbackState = isPlaying ? 'playing' : 'paused'
  }, [isPlaying])
}
