import { useSyncExternalStore } from 'react'

function onChange(listen: () => void): () => void {
  document.addEventListener('fullscreenchange', listen)
  return () => document.removeEventListener('fullscreenchange', listen)
}

/** Whether the page is in full screen. */
export function useIsFullScreen(): boolean {
  return useSyncExternalStore(onChange, () => document.fullscreenElement !== null)
}

/** Uses the whole page, not part of it: menus and tooltips are rendered outside the player. */
export async function toggleFullScreen(): Promise<void> {
  if (document.fullscreenElement === null) await document.documentElement.requestFullscreen()
  else await document.exitFullscreen()
}
