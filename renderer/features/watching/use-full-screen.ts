import { useSyncExternalStore } from 'react'

function onChange(listen: () => void): () => void {
  document.addEventListener('fullscreenchange', listen)
  return () => document.removeEventListener('fullscreenchange', listen)
}

/** Is the window's page shown on the whole screen? */
export function useIsFullScreen(): boolean {
  return useSyncExternalStore(onChange, () => document.fullscreenElement !== null)
}

/** The whole page goes, not a part of it: menus and tips are drawn beside the player. */
export async function toggleFullScreen(): Promise<void> {
  if (document.fullscreenElement === null) await document.documentElement.requestFullscreen()
  else await document.exitFullscreen()
}
