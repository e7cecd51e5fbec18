import { useEffect, useEffectEvent, useState } from 'react'
import { currentPage } from '../../navigation.ts'
import { isDialogOpen } from '../../ui/open-dialogs.ts'
import { type DroppedContent, droppedContentOf, isForUs } from './dropped-content.ts'

/**
 * Listens for pastes and drops anywhere in the window, on any page, unless a dialog is open. Returns whether
 * something is being dragged over it.
 */
export function useArrivals(onArrival: (incoming: DroppedContent) => void): boolean {
  const takeArrival = useEffectEvent(onArrival)
  const [isOver, setIsOver] = useState(false)

  useEffect(() => {
    const take = (carrier: DataTransfer | null, isEditing: boolean): DroppedContent | null => {
      const incoming = carrier === null ? null : droppedContentOf(carrier)
      if (incoming === null || isDialogOpen()) return null
      const isOnMinutes = currentPage() === 'minutes'
      if (!isForUs(incoming, { isOnMinutes, isEditing })) return null
      takeArrival(incoming)
      return incoming
    }
    const listening = new AbortController()
    const { signal } = listening

    window.addEventListener(
      'paste',
      (event) => {
        const incoming = take(event.clipboardData, isEditable(event.target))
        // A text still goes into the focused field; a picture cannot.
        if (incoming !== null && incoming.pictures.length > 0) event.preventDefault()
      },
      { signal },
    )
    window.addEventListener(
      'dragover',
      (event) => {
        if (isTextForField(event)) return setIsOver(false)
        // Without this the browser would handle the drop and open the file in place of the app.
        event.preventDefault()
        const isPaused = isDialogOpen()
        if (event.dataTransfer !== null) event.dataTransfer.dropEffect = isPaused ? 'none' : 'copy'
        setIsOver(!isPaused)
      },
      { signal },
    )
    window.addEventListener(
      'dragleave',
      (event) => {
        // Moving between elements inside the window does not count as leaving.
        if (event.relatedTarget === null) setIsOver(false)
      },
      { signal },
    )
    window.addEventListener(
      'drop',
      (event) => {
        setIsOver(false)
        if (isTextForField(event)) return
        event.preventDefault()
        take(event.dataTransfer, false)
      },
      { signal },
    )
    return () => listening.abort()
  }, [])

  return isOver
}

/** A text dropped on a field belongs to it; a file never does. */
function isTextForField({ target, dataTransfer }: DragEvent): boolean {
  return isEditable(target) && dataTransfer?.types.includes('Files') === false
}

function isEditable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, [contenteditable=true]') !== null
}
