import type { Page } from 'playwright-core'

/** The user, who declines each box of main and counts it by its first words. */
export async function declineBoxes(page: Page): Promise<void> {
  await page.evaluate(() => {
    const boxes: string[] = []
    Object.assign(globalThis, { boxes })
    const decline = (): void => {
      for (const box of document.querySelectorAll<HTMLDialogElement>('dialog[data-standin]')) {
        if (!box.open) continue
        boxes.push(box.querySelector('h2, label')?.textContent ?? '')
        box.querySelector('button')?.click()
      }
    }
    new MutationObserver(() => queueMicrotask(decline)).observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
    })
  })
}

/** The boxes since the last time. */
export const boxesOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => (globalThis as unknown as { boxes: string[] }).boxes.splice(0))
