import type { Page } from 'playwright-core'

/** The frame durations, in ms. */
export interface Scroll {
  longestMs: number
  p99Ms: number
}

const FRAMES = 600
/** More than a screen of rows in three frames: as fast as a free-spinning wheel. */
const STEP_PX = 240

/** From the click that opens the page to the frame that shows its rows, in ms. */
export async function firstRows(page: Page): Promise<number> {
  const open = page.getByRole('button', { name: 'Show recordings' })
  return await open.evaluate(async (button: HTMLElement) => {
    const begin = performance.now()
    button.click()
    while (document.querySelector('[role=row][data-index]') === null)
      await new Promise((resolve) => requestAnimationFrame(resolve))
    return performance.now() - begin
  })
}

/** Scrolls down frame by frame, and up again at the end. */
export async function scroll(page: Page): Promise<Scroll> {
  const frames = await page.evaluate(
    async ([count, px]) => {
      const row = document.querySelector('[role=row][data-index]')
      const scroller = row?.parentElement?.parentElement
      if (!scroller) throw new Error('There is no list')
      const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
      scroller.scrollTop = 0
      let step: number = px
      let before = await nextFrame()
      const lengths: number[] = []
      while (lengths.length < count) {
        const top = scroller.scrollTop
        scroller.scrollTop = top + step
        if (scroller.scrollTop === top) step = -step
        const now = await nextFrame()
        lengths.push(now - before)
        before = now
      }
      return lengths
    },
    [FRAMES, STEP_PX] as const,
  )
  const sorted = frames.toSorted((a, b) => a - b)
  return { longestMs: sorted.at(-1) ?? 0, p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? 0 }
}

/** Requests a sort that needs every row; the time until all are loaded, in ms. */
export async function loadAll(page: Page, count: number): Promise<number> {
  const begin = performance.now()
  await page.getByRole('columnheader', { name: 'Topic' }).getByRole('button').click()
  await page.locator(`[role=grid][aria-rowcount="${count + 1}"]`).waitFor({ timeout: 600_000 })
  return performance.now() - begin
}
