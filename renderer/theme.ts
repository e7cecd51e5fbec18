import { useEffect } from 'react'
import type { Settings } from '../contract/settings.ts'

/** Puts the wanted theme on the document; the tokens follow it. */
export function useTheme(theme: Settings['theme']): void {
  useEffect(() => {
    const prefersDark = window.matchMedia('(prefers-color-scheme: dark)')
    const apply = () => {
      const isDark = theme === 'dark' || (theme === 'system' && prefersDark.matches)
      document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
    }
    apply()
    prefersDark.addEventListener('change', apply)
    return () => prefersDark.removeEventListener('change', apply)
  }, [theme])
}
