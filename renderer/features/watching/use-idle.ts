import { useEffect, useState } from 'react'

const IDLE_AFTER_MS = 2500

/** true once neither pointer nor keyboard has been used for a while; always false unless `isWatched`. */
export function useIdle(isWatched: boolean): boolean {
  const [isIdle, setIsIdle] = useState(false)
  useEffect(() => {
    if (!isWatched) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const wake = (): void => {
      setIsIdle(false)
      clearTimeout(timer)
      timer = setTimeout(() => setIsIdle(true), IDLE_AFTER_MS)
    }
    const names = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const
    for (const name of names) window.addEventListener(name, wake)
    wake()
    return () => {
      clearTimeout(timer)
      setIsIdle(false)
      for (const name of names) window.removeEventListener(name, wake)
    }
  }, [isWatched])
  return isIdle
}
