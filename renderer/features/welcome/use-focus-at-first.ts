import { type RefObject, useEffect } from 'react'

/** Focuses the new content: the button that led here is gone, and its text should be read aloud. */
export function useFocusAtFirst(target: RefObject<HTMLElement | null>): void {
  useEffect(() => target.current?.focus(), [target])
}
