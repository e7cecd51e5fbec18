import { type RefObject, useEffect } from 'react'

/** Puts the focus on what has just come: what was pressed to get here is gone, and its words are to be read aloud. */
export function useFocusAtFirst(target: RefObject<HTMLElement | null>): void {
  useEffect(() => target.current?.focus(), [target])
}
