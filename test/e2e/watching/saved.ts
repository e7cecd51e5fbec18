import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { download, downloadsIn, goTo } from '../steps.ts'

/** Saves a recording of the demo service and opens the player for it from its details. */
export async function saveAndWatch(
  app: OpenApp,
  topic: string,
  files: number,
  types?: string[],
): Promise<void> {
  await download(app, [topic], types)
  await goTo(app.page, 'Downloads')
  await downloadsIn(app.page, 'saved', files)
  await watch(app.page, topic)
}

/** Opens the player from the details of a saved recording. */
export async function watch(page: Page, topic: string): Promise<void> {
  await goTo(page, 'Recordings')
  await page.getByLabel('Search topic, scheduler or meeting ID').fill(topic)
  await page.getByRole('button', { name: `Details of ${topic}`, exact: true }).click()
  await page.getByRole('complementary').getByRole('button', { name: 'Watch' }).click()
  await page.getByRole('heading', { level: 1, name: topic }).waitFor()
}

/** Positions of the player's films, in seconds of their part; null: hidden. */
export async function times(page: Page): Promise<Record<string, number>> {
  return await page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>('main[data-status] [data-type]:not([hidden])')].map(
        (lane) => [lane.dataset['type'] ?? '', lane.querySelector('video')?.currentTime ?? -1],
      ),
    ),
  )
}

export const status = (page: Page): Promise<string | null> =>
  page.locator('main[data-status]').getAttribute('data-status')

export async function waitForStatus(page: Page, wanted: string): Promise<void> {
  await expect.poll(() => status(page), { timeout: 20_000 }).toBe(wanted)
}

/** Seconds in the recording, from the seek bar. */
export async function position(page: Page): Promise<number> {
  return Number(await page.getByRole('slider', { name: 'Position' }).inputValue())
}
