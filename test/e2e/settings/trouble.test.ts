import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { axe } from '../axe.ts'
import { goTo } from '../steps.ts'
import { test } from '../fixtures.ts'

let app: OpenApp
let folder = ''
test.beforeAll(async ({ sharedFolder: madeFolder, openSharedApp }) => {
  folder = madeFolder
  app = await openSharedApp({ demo: true })
  await goTo(app.page, 'Settings')
})

const section = () => app.page.locator('[data-section=trouble]')

test('the check shows what works, and what to do about what does not', async () => {
  const { page, answerDialog } = app
  await section().getByRole('button', { name: 'Check now' }).click()
  const row = (name: string) => section().getByRole('listitem').filter({ hasText: name })
  await row('Site').getByText('answers.').waitFor()
  await row('Certificate').getByText('The service runs on this computer').waitFor()
  await row('Sign-in').getByText('The service accepted the sign-in of').waitFor()
  await row('Folder').getByText('No folder to save to has been chosen').waitFor()
  await row('Disk').getByText('Not tested, because of: Folder').waitFor()
  expect((await axe(page).include('[data-section=trouble]').analyze()).violations).toEqual([])

  await answerDialog(folder)
  await page.locator('[data-section=saving]').getByRole('button', { name: 'Choose' }).first().click()
  await page.locator('[data-section=saving]').getByText(folder).waitFor()
  await section().getByRole('button', { name: 'Check again' }).click()
  await row('Folder').getByText(`Files can be written to ${folder}`).waitFor()
  await row('Disk').getByText('are free').waitFor()
})

test('diagnostics are shown first, and saved exactly as shown', async () => {
  const { page, answerDialog } = app
  await section().getByRole('button', { name: 'View…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Diagnostics', exact: true })
  const text = await dialog.getByLabel('Content of the diagnostics').inputValue()
  expect(text).toMatch(/== Versions\nMeetkeep: \d/)
  expect(text).toContain('== Log')
  expect((await axe(page).include('[role=dialog]').analyze()).violations).toEqual([])

  const file = join(folder, 'diagnostics.txt')
  await answerDialog(file)
  await dialog.getByRole('button', { name: 'Save as…' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('Diagnostics saved').first().waitFor()
  expect(await readFile(file, 'utf8')).toBe(text)
  expect(app.problems).toEqual([])
})
