import { useLayoutEffect } from 'react'
import type { Settings } from '../contract/settings.ts'

/** Sets the theme on the document; the tokens follow it, or the system's theme if there is none. */
export function showTheme(theme: Settings['theme']): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

export function useTheme(theme: Settings['theme']): void {
  useLayoutEffect(() => showTheme(theme), [theme])
}
