import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { type OpenApp, openApp } from '../app.ts'
import { barriersByTheme, NO_BARRIERS } from '../axe.ts'
import { goTo } from '../steps.ts'
import { filmOf, pictureOf } from './codes.ts'
import { test } from '../fixtures.ts'

let folder = ''
test.beforeAll(async ({ sharedFolder: madeFolder }) => {
  folder = madeFolder
})

/** An app whose camera shows a code, 320 pixels wide, at this position of its 640x480 picture. */
async function withFilm(
  text: string,
  at: { left: number; top: number },
  see: (app: OpenApp) => Promise<void>,
) {
  const film = join(folder, 'film.y4m')
  await writeFile(film, await filmOf(await pictureOf(text), at))
  const app = await openApp({ demo: true, film })
  try {
    await openCamera(app.page)
    await see(app)
    expect(app.problems).toEqual([])
  } finally {
    await app.close()
  }
}

async function openCamera(page: Page): Promise<void> {
  await goTo(page, 'Minutes')
  await page.getByRole('button', { name: 'Use the camera' }).click()
}
const live = (page: Page) => page.getByLabel('Live picture of the camera')
const streamOf = (page: Page) =>
  live(page).evaluateHandle((video) => (video as unknown as { srcObject: MediaStream | null }).srcObject)
const nameOf = async (page: Page): Promise<string> =>
  (await streamOf(page)).evaluate((stream) => stream?.getVideoTracks()[0]?.label ?? '')

test('reads a minutes code from the live picture', async () => {
  const link = 'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=5'
  await withFilm(link, { left: 200, top: 100 }, async ({ page }) => {
    const preview = page.getByRole('dialog', { name: 'Save these minutes?' })
    await expect
      .poll(() => preview.locator('details dd').allTextContents(), { timeout: 30_000 })
      .toEqual(['5'])
    await expect.poll(() => live(page).count()).toBe(0)
  })
})

test('the outline matches the mirrored code; any other code is refused; leaving turns the camera off', async () => {
  await withFilm('https://example.com', { left: 20, top: 140 }, async ({ page }) => {
    await page.getByRole('alert').getByText('https://example.com').waitFor()
    const outline = await page.locator('polygon').boundingBox()
    const picture = await live(page).boundingBox()
    if (outline === null || picture === null) throw new Error('nothing is drawn')
    const scale = picture.height / 480
    const middle = picture.x + picture.width / 2
    // The film's code is left of the centre: mirrored it is as far to the right.
    const center = { x: outline.x + outline.width / 2, y: outline.y + outline.height / 2 }
    expect(Math.abs(center.x - (middle + (320 - 180) * scale))).toBeLessThan(12 * scale)
    expect(Math.abs(center.y - (picture.y + 300 * scale))).toBeLessThan(12 * scale)
    expect(outline.width / scale).toBeGreaterThan(220)
    expect(outline.width / scale).toBeLessThan(330)

    expect(await barriersByTheme(page)).toEqual(NO_BARRIERS)
    const stream = await streamOf(page)
    await expect.poll(() => stream.evaluate((opened) => opened?.active)).toBe(true)
    await goTo(page, 'Recordings')
    await expect.poll(() => stream.evaluate((opened) => opened?.active)).toBe(false)
  })
})

test('one of two cameras can be chosen, and only that one is on', async () => {
  const app = await openApp({ demo: true })
  try {
    const { page } = app
    await openCamera(page)
    await page.getByRole('combobox', { name: 'Choose camera' }).waitFor()
    await expect.poll(() => nameOf(page)).not.toBe('')
    const first = await nameOf(page)
    const stream = await streamOf(page)
    await page.getByRole('combobox', { name: 'Choose camera' }).click()
    const options = page.getByRole('option')
    // The list opens after the click has returned.
    await expect.poll(() => options.count()).toBe(2)
    const names = await options.allTextContents()
    const other = names.find((name) => name !== first) ?? ''
    await options.filter({ hasText: other }).click()
    await expect.poll(() => nameOf(page)).toBe(other)
    await expect.poll(() => stream.evaluate((opened) => opened?.active)).toBe(false)
    await page.getByRole('button', { name: 'Turn the camera off' }).click()
    await page.getByRole('button', { name: 'Use the camera' }).click()
    await expect.poll(() => nameOf(page)).toBe(other)
  } finally {
    await app.close()
  }
})

test('a denied camera shows what to do, and can be retried', async () => {
  const app = await openApp({ demo: true })
  try {
    const { page } = app
    await page.evaluate(() => {
      const opened = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
      navigator.mediaDevices.getUserMedia = () => {
        navigator.mediaDevices.getUserMedia = opened
        return Promise.reject(new DOMException('refused', 'NotAllowedError'))
      }
    })
    await openCamera(page)
    await page.getByText('No permission to use the camera').waitFor()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => nameOf(page)).not.toBe('')
  } finally {
    await app.close()
  }
})
