import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { download, downloadsIn, fault, goTo } from '../steps.ts'
import { test } from '../fixtures.ts'

let app: OpenApp
let home = ''
let folder = ''
test.beforeEach(async ({ home: madeHome, folder: madeFolder, openApp }) => {
  home = madeHome
  folder = madeFolder
  app = await openApp({ demo: true, home })
})

test('shows on any page that all downloads have ended, with a link to them', async () => {
  const { page } = app
  await app.answerDialog(folder)
  await download(app, ['Incident review 2026-114'], ['Hd', 'Aux'])
  const notice = page.getByRole('dialog').filter({ hasText: 'All downloads have ended' })
  await notice.waitFor({ timeout: 60_000 })
  await expect.poll(() => notice.textContent()).toContain('2 files saved')
  await notice.getByRole('button', { name: 'Show downloads' }).click()
  await page.getByRole('heading', { level: 1, name: 'Downloads' }).waitFor()
  await downloadsIn(page, 'saved', 2)
})

test('asks before quitting during a download, which continues after staying, and after quitting at the next start', async ({
  skip,
  openApp,
}) => {
  if (app.driver !== 'stand-in') skip('a native message box cannot be pressed from here')
  const { page } = app
  await fault(app, { kind: 'slow', bytesPerSecond: 40_000, times: 5 })
  await app.answerDialog(folder)
  await download(app, ['Incident review 2026-114'], ['Hd'])
  await goTo(page, 'Downloads')
  await downloadsIn(page, 'running', 1)
  const question = page.locator('dialog[data-standin=question]')

  await app.quit()
  await question.getByText('A file is being downloaded').waitFor()
  await question.getByRole('button', { name: 'Stay' }).click()
  await question.waitFor({ state: 'detached' })
  // A click now arrives after the answer.
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await downloadsIn(page, 'paused', 1)
  await page.getByRole('button', { name: 'Resume', exact: true }).click()
  await downloadsIn(page, 'running', 1)

  await app.quit()
  await question.getByRole('checkbox', { name: 'Do not ask again' }).check()
  await question.getByRole('button', { name: 'Quit and continue next time' }).click()
  await app.ended()
  expect(JSON.parse(await readFile(join(home, 'settings.json'), 'utf8'))).toMatchObject({
    asksBeforeQuit: false,
  })

  app = await openApp({ demo: true, home })
  await goTo(app.page, 'Downloads')
  await downloadsIn(app.page, 'saved', 1)
})

test('quits at once without active downloads', async () => {
  await app.quit()
  await app.ended()
})
