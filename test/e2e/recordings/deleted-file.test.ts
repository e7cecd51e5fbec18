import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { filesIn } from '../saved-files.ts'
import { download, downloadsIn, goTo } from '../steps.ts'
import { test } from '../fixtures.ts'

const TOPIC = '技术分享：分布式存储'

test('a file that was deleted or moved is no longer shown as saved, and can be downloaded again', async ({
  openApp,
  folder,
}) => {
  const app = await openApp({ demo: true })
  const { page } = app
  await app.answerDialog(folder)
  await download(app, [TOPIC], ['Hd'])
  await goTo(page, 'Downloads')
  await downloadsIn(page, 'saved', 1)
  await goTo(page, 'Recordings')
  const saved = page.getByText(/Saved here \(/).locator('visible=true')
  await saved.first().waitFor()

  const [file = ''] = (await filesIn(folder)).saved
  const elsewhere = join(folder, 'elsewhere')
  await mkdir(elsewhere)
  await rename(file, join(elsewhere, 'film.mp4'))
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect.poll(() => saved.count()).toBe(0)

  await rename(join(elsewhere, 'film.mp4'), file)
  await page.getByRole('button', { name: 'Refresh' }).click()
  await saved.first().waitFor()

  await rm(file)
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect.poll(() => saved.count()).toBe(0)
  await download(app, [TOPIC], ['Hd'])
  await saved.first().waitFor()
  expect(await filesIn(folder)).toMatchObject({ saved: [file] })
  expect(app.problems).toEqual([])
})

// In Electron, only the window manager gives a window the focus.
test.skipIf(process.env['MEETKEEP_DRIVER'] === 'electron')(
  'a window that comes to the front shows what was deleted meanwhile',
  async ({ openApp, folder }) => {
    const app = await openApp({ demo: true })
    const { page } = app
    await app.answerDialog(folder)
    await download(app, [TOPIC], ['Hd'])
    const saved = page.getByText(/Saved here \(/).locator('visible=true')
    await saved.first().waitFor({ timeout: 60_000 })
    const [file = ''] = (await filesIn(folder)).saved
    await rm(file)
    await page.evaluate(() => {
      dispatchEvent(new Event('blur'))
      dispatchEvent(new Event('focus'))
    })
    await expect.poll(() => saved.count()).toBe(0)
  },
)
