import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'

/** Distance in px below the page's header within which the start of a section makes it the current one. */
const READING_LINE = 120

/**
 * Returns the current section of a scrolling page, by its `data-section`, and a function that scrolls to one;
 * scrolls to `place` when it changes. The last sections may be too short to reach the top: the requested one
 * stays current until the page is scrolled elsewhere.
 */
export function useSectionInView(
  container: RefObject<HTMLElement | null>,
  place: string | null,
): [current: string | null, show: (id: string) => void] {
  const [current, setCurrent] = useState<string | null>(null)
  /** The scroll position after scrolling to a section. */
  const askedAt = useRef<number | null>(null)

  useEffect(() => {
    const scroller = scrollerOf(container.current)
    if (scroller === null) return
    const look = () => {
      if (scroller.scrollTop === askedAt.current) return
      askedAt.current = null
      setCurrent(sectionAt(container.current, scroller))
    }
    look()
    scroller.addEventListener('scroll', look, { passive: true })
    return () => scroller.removeEventListener('scroll', look)
  }, [container])

  const show = (id: string): void => {
    const scrollTop = bringIntoView(container.current, id)
    if (scrollTop === null) return
    askedAt.current = scrollTop
    setCurrent(id)
  }
  const showPlace = useEffectEvent(show)
  useEffect(() => {
    if (place === null) return
    // After layout.
    const frame = requestAnimationFrame(() => showPlace(place))
    return () => cancelAnimationFrame(frame)
  }, [place])
  return [current, show]
}

/** Moves the focus to the section as well. Returns the scroll position; null if there is no such section. */
function bringIntoView(container: HTMLElement | null, id: string): number | null {
  const section = container?.querySelector<HTMLElement>(`[data-section="${CSS.escape(id)}"]`)
  if (section == null) return null
  section.scrollIntoView({ block: 'start' })
  section.focus({ preventScroll: true })
  return scrollerOf(section)?.scrollTop ?? 0
}

function sectionAt(container: HTMLElement | null, scroller: HTMLElement): string | null {
  const sections = [...(container?.querySelectorAll<HTMLElement>('[data-section]') ?? [])]
  const line = scroller.getBoundingClientRect().top + READING_LINE
  const isAtEnd =
    scroller.scrollTop > 0 && scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1
  const started = sections.filter((one) => isAtEnd || one.getBoundingClientRect().top <= line)
  return (started.at(-1) ?? sections[0])?.dataset['section'] ?? null
}

function scrollerOf(element: HTMLElement | null): HTMLElement | null {
  if (element === null || getComputedStyle(element).overflowY === 'auto') return element
  return scrollerOf(element.parentElement)
}
