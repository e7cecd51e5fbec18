import type { Page } from 'playwright-core'

/** A text on the page, or in an attribute for assistive technology. */
export interface PageText {
  text: string
  /** Its location, as a selector: `button.primary`. */
  at: string
}

export interface ClippedText extends PageText {
  /** The clipped length, in CSS pixels. */
  by: number
}

/** Every text that is visible or read by a screen reader, except in keys and in the stand-in's own parts. */
export const textsOn = (page: Page): Promise<PageText[]> =>
  page.evaluate(() => {
    const place = (element: Element) => `${element.localName}.${element.getAttribute('class') ?? ''}`
    const found: PageText[] = [{ text: document.title, at: 'title' }]
    for (const element of document.querySelectorAll('body, body *')) {
      if (element.closest('script, style, kbd, [data-standin]') !== null) continue
      if (!element.checkVisibility()) continue
      // Base UI puts an "x" into a progress bar so that screen readers announce its label.
      if (element.getAttribute('role') === 'presentation' && element.textContent === 'x') continue
      for (const name of [
        'aria-label',
        'aria-description',
        'aria-valuetext',
        'title',
        'placeholder',
        'alt',
      ]) {
        const text = element.getAttribute(name) ?? ''
        if (text !== '') found.push({ text, at: `${place(element)}@${name}` })
      }
      for (const node of element.childNodes)
        if (node.nodeType === Node.TEXT_NODE) found.push({ text: node.textContent ?? '', at: place(element) })
    }
    return found.filter(({ text }) => text.trim() !== '')
  })

/**
 * Texts that are partly invisible: they overflow a box that hides overflow, their own box, or the window.
 * Scrollable content counts as visible; text with an ellipsis does if its title has the full text.
 */
const clippedOn = (page: Page): Promise<ClippedText[]> =>
  page.evaluate(() => {
    /** Letters may extend slightly beyond their line box. */
    const TOLERANCE = 2
    const isHiddenFromEyes = (element: Element): boolean => {
      const { clipPath, clip } = getComputedStyle(element)
      const { width, height } = element.getBoundingClientRect()
      return clipPath !== 'none' || clip !== 'auto' || width <= 1 || height <= 1
    }
    const hasWholeText = (element: Element, text: string): boolean =>
      element.closest('[title]')?.getAttribute('title')?.includes(text) === true
    const found: ClippedText[] = []
    const note = (element: Element, text: string, by: number): void => {
      const at = `${element.localName}.${element.getAttribute('class') ?? ''}`
      // One item of a list represents all of them.
      if (!found.some((one) => one.at === at)) found.push({ text: text.trim(), at, by: Math.round(by) })
    }

    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent ?? ''
      const element = node.parentElement
      if (text.trim() === '' || element === null || !element.checkVisibility()) continue
      if (element.closest('script, style, [data-standin]') !== null) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const { left, right, top, bottom } = range.getBoundingClientRect()
      if (right - left === 0) continue
      let over = 0
      let isForEyes = true
      let seen = { left, right, top, bottom }
      for (let box: Element | null = element; box !== null; box = box.parentElement) {
        if (isHiddenFromEyes(box)) {
          isForEyes = false
          break
        }
        const { overflowX, overflowY, display, textOverflow, position, webkitLineClamp } =
          getComputedStyle(box)
        if (display === 'inline' || display === 'contents') continue
        const isClamped = webkitLineClamp !== 'none'
        const edge = box.getBoundingClientRect()
        const beyond = Math.max(edge.left - seen.left, seen.right - edge.right)
        const below = Math.max(edge.top - seen.top, seen.bottom - edge.bottom)
        const scrollsX = overflowX === 'auto' || overflowX === 'scroll'
        const scrollsY = overflowY === 'auto' || overflowY === 'scroll'
        if (overflowX !== 'visible' && !scrollsX && beyond > TOLERANCE)
          over = Math.max(over, textOverflow === 'ellipsis' && hasWholeText(box, text.trim()) ? 0 : beyond)
        if (overflowY !== 'visible' && !scrollsY && below > TOLERANCE)
          over = Math.max(over, isClamped && hasWholeText(box, text.trim()) ? 0 : below)
        // A button whose label overflows it.
        if (box === element && overflowX === 'visible' && beyond > TOLERANCE) over = Math.max(over, beyond)
        if (overflowX !== 'visible') seen = { ...seen, left: edge.left, right: edge.right }
        if (overflowY !== 'visible') seen = { ...seen, top: edge.top, bottom: edge.bottom }
        if (position === 'fixed') break
      }
      over = Math.max(over, seen.right - innerWidth, -seen.left)
      if (isForEyes && over > TOLERANCE) note(element, text, over)
    }

    const ruler = document.createElement('canvas').getContext('2d')
    for (const field of document.querySelectorAll<HTMLInputElement>('input[placeholder]')) {
      if (field.value !== '' || !field.checkVisibility() || ruler === null) continue
      const { font, paddingLeft, paddingRight } = getComputedStyle(field)
      ruler.font = font
      const room = field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)
      const by = ruler.measureText(field.placeholder).width - room
      if (by > TOLERANCE && field.title !== field.placeholder) note(field, field.placeholder, by)
    }
    return found
  })

/**
 * The clipped texts of a page at rest. A menu or a tip takes its new place a few frames after the window has
 * another size, more on a busy machine, so that what is clipped is measured again until nothing is, at most
 * for three seconds: a text that is really clipped still is then.
 */
export async function clippedAtRest(page: Page): Promise<ClippedText[]> {
  const until = Date.now() + 3_000
  for (;;) {
    const clipped = await clippedOn(page)
    if (clipped.length === 0 || Date.now() > until) return clipped
    await page.waitForTimeout(100)
  }
}
