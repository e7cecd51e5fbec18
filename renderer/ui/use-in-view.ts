import { useEffect, useState } from 'react'

/** Whether the element has been in view, or near it; stays true once it is. */
export function useInView(marginPx = 200): [ref: (element: Element | null) => void, isInView: boolean] {
  const [element, setElement] = useState<Element | null>(null)
  const [isInView, setIsInView] = useState(false)
  useEffect(() => {
    if (element === null || isInView) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setIsInView(true)
      },
      { rootMargin: `${marginPx}px` },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [element, isInView, marginPx])
  return [setElement, isInView]
}
