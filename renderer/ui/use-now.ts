import { useSyncExternalStore } from 'react'

const thisSecond = (): number => Math.floor(Date.now() / 1000) * 1000

function everySecond(listen: () => void): () => void {
  const timer = setInterval(listen, 1000)
  return () => clearInterval(timer)
}

const never = () => () => undefined

/** The current second, in ms; while `isTicking` the component renders again every second. */
export function useNow(isTicking: boolean): number {
  return useSyncExternalStore(isTicking ? everySecond : never, thisSecond)
}
