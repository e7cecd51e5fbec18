import { expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { download, downloadsIn, fault, goTo } from '../steps.ts'
import { test } from '../fixtures.ts'

let app: OpenApp
let folder = ''
test.beforeEach(async ({ folder: madeFolder, openApp }) => {
  folder = madeFolder
  app = await openApp({ demo: true })
})

const TOPIC = 'Incident review 2026-114'
const focusedText = (): Promise<string> => app.page.evaluate(() => document.activeElement?.textContent ?? '')

async function twoFilesOnTheirWay(): Promise<void> {
  await fault(app, { kind: 'slow', bytesPerSecond: 200_000, times: 20 })
  await app.answerDialog(folder)
  await download(app, [TOPIC], ['Hd', 'Aux'])
  await goTo(app.page, 'Downloads')
  await downloadsIn(app.page, 'running', 2)
}

test('the files of a recording are listed under it, with speed and time left', async () => {
  const { page } = app
  await twoFilesOnTheirWay()
  const lines = page.getByRole('list', { name: 'Downloads' }).getByRole('listitem')
  await expect.poll(() => lines.count()).toBe(3)
  const heading = lines.filter({ hasText: TOPIC })
  await expect.poll(() => heading.textContent()).toMatch(/0 of 2 files saved.*\/s.*left/)
  await heading.getByRole('button', { name: 'Hide the files' }).click()
  await expect.poll(() => lines.count()).toBe(1)
  await heading.getByRole('button', { name: 'Pause all of these' }).click()
  await heading.getByRole('button', { name: 'Show the files' }).click()
  await downloadsIn(page, 'paused', 2)
})

test('everything can be done from the keyboard', async () => {
  const { page } = app
  await twoFilesOnTheirWay()
  await page.getByRole('listitem').filter({ hasText: TOPIC }).focus()
  await page.keyboard.press('Space')
  await downloadsIn(page, 'paused', 2)
  await page.keyboard.press('ArrowDown')
  await expect.poll(focusedText).toContain('Shared screen')
  await page.keyboard.press('Space')
  await downloadsIn(page, 'running', 1)
  await page.keyboard.press('Delete')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel download' }).press('Enter')
  await downloadsIn(page, 'cancelled', 1)
  await expect.poll(focusedText).toContain('Shared screen')
  await page.keyboard.press('Delete')
  await downloadsIn(page, 'cancelled', 0)
  // The only remaining file needs no heading, and gets the focus of the removed row.
  await expect.poll(() => page.getByRole('list', { name: 'Downloads' }).getByRole('listitem').count()).toBe(1)
  await expect.poll(focusedText).toContain('Camera video')
  expect(app.problems).toEqual([])
})

test('the context menu opens by right click and by key, and shows the shortcut of each action', async () => {
  const { page } = app
  await twoFilesOnTheirWay()
  const file = page.getByRole('listitem').filter({ hasText: 'Shared screen' })
  await file.click({ button: 'right' })
  const menu = page.getByRole('menu')
  await menu.waitFor()
  await expect
    .poll(() => menu.getByRole('menuitem').allInnerTexts())
    .toEqual([expect.stringMatching(/^Pause\s+Space$/), expect.stringMatching(/^Cancel\s+Del$/)])
  await menu.getByRole('menuitem', { name: 'Pause' }).click()
  await downloadsIn(page, 'paused', 1)
  await menu.waitFor({ state: 'detached' })
  await file.focus()
  await page.keyboard.press('Shift+F10')
  await menu.getByRole('menuitem', { name: 'Resume' }).press('Enter')
  await downloadsIn(page, 'running', 2)
  // The row of the keyboard focus.
  await expect.poll(focusedText).toContain('Shared screen')
})
