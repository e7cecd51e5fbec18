import { useEffect, useRef, useState } from 'react'
import { type Incoming, incomingOf } from './incoming.ts'

/**
 * Hears what is pasted or dropped anywhere in the window while the page is shown; nothing while `isPaused`.
 * Returns whether something is being dragged over it.
 */
export function useArrivals(isPaused: boolean, onArrival: (incoming: Incoming) => void): boolean {
  const latest = useRef(onArrival)
  const [isOver, setIsOver] = useState(false)
  useEffect(() => {
    latest.current = onArrival
  })

  useEffect(() => {
    if (isPaused) return
    const take = (carrier: DataTransfer | null) => {
      const incoming = carrier === null ? null : incomingOf(carrier)
      if (incoming !== null) latest.current(incoming)
      return incoming
    }
    const listening = new AbortController()
    const { signal } = listening

    window.addEventListener(
      'paste',
      (event) => {
        const incoming = take(event.clipboardData)
        // A text still goes into the field that has the focus; a picture has no place there.
        if (incoming !== null && incoming.pictures.length > 0) event.preventDefault()
      },
      { signal },
    )
    window.addEventListener(
      'dragover',
      (event) => {
        // Without this the drop would be the browser's: it would open the file in place of the app.
        event.preventDefault()
        if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy'
        setIsOver(true)
      },
      { signal },
    )
    window.addEventListener(
      'dragleave',
      (event) => {
        // Leaving one element for another inside the window is no leaving.
        if (event.relatedTarget === null) setIsOver(false)
      },
      { signal },
    )
    window.addEventListener(
      'drop',
      (event) => {
        event.preventDefault()
        setIsOver(false)
        take(event.dataTransfer)
      },
      { signal },
    )
    return () => {
      listening.abort()
      setIsOver(false)
    }
  }, [isPaused])

  return isOver
}
