import { beforeEach, expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { goTo } from '../steps.ts'
import { test } from '../fixtures.ts'

let app: OpenApp
test.beforeAll(async ({ openSharedApp }) => {
  app = await openSharedApp({ demo: true })
})
beforeEach(() => goTo(app.page, 'Recordings'))

const palette = () => app.page.getByRole('dialog', { name: 'Commands' })
const heading = (name: string) => app.page.getByRole('heading', { level: 1, name })

test('the palette opens a page found by a few letters of either language', async () => {
  const { page } = app
  for (const [typed, name] of [
    ['prog', 'Programs'],
    ['下载', 'Downloads'],
  ] as const) {
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('combobox', { name: 'Search pages, commands and saved meetings' }).waitFor()
    await page.keyboard.type(typed)
    await expect.poll(() => palette().getByRole('option').first().innerText()).toContain(name)
    await page.keyboard.press('Enter')
    await heading(name).waitFor()
    await palette().waitFor({ state: 'detached' })
  }
})

test('the palette reports when nothing matches, and Escape restores the focus', async () => {
  const { page } = app
  const opener = page.getByRole('navigation').getByRole('button', { name: /Go to…/ })
  await opener.focus()
  await page.keyboard.press('Enter')
  await palette().waitFor()
  await page.keyboard.type('no such thing')
  await palette().getByText('No matches.').waitFor()
  await page.keyboard.press('Escape')
  await palette().waitFor({ state: 'detached' })
  await expect.poll(() => opener.evaluate((button) => button === document.activeElement)).toBe(true)
})

test('the palette offers only available commands, and runs them', async () => {
  const { page } = app
  await page.keyboard.press('ControlOrMeta+k')
  await palette().getByRole('option', { name: 'Theme: dark' }).waitFor()
  expect(
    await palette()
      .getByRole('option', { name: /Pause all|Sign in/ })
      .count(),
  ).toBe(0)
  await palette().getByRole('option', { name: 'Theme: dark' }).click()
  await page.locator('html[data-theme=dark]').waitFor()
  await page.keyboard.press('ControlOrMeta+k')
  await palette()
    .getByRole('option', { name: /Search on this page/ })
    .click()
  const search = page.getByLabel('Search topic, scheduler or meeting ID')
  await expect.poll(() => search.evaluate((field) => field === document.activeElement)).toBe(true)
})

test('shortcuts open pages and the page’s search', async () => {
  const { page } = app
  await page.keyboard.press('ControlOrMeta+3')
  await heading('Ended meetings').waitFor()
  await page.keyboard.press('ControlOrMeta+,')
  await heading('Settings').waitFor()
  await page.keyboard.press('ControlOrMeta+2')
  await heading('Recordings').waitFor()
  await page.keyboard.press('/')
  const search = page.getByLabel('Search topic, scheduler or meeting ID')
  await expect.poll(() => search.evaluate((field) => field === document.activeElement)).toBe(true)
})

test('? opens the cheat sheet, but is text in a text field', async () => {
  const { page } = app
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  const search = page.getByLabel('Search topic, scheduler or meeting ID')
  await search.fill('')
  await search.press('?')
  await expect.poll(() => search.inputValue()).toBe('?')
  await expect.poll(() => sheet.count()).toBe(0)
  await search.fill('')
  await search.blur()
  await page.keyboard.press('?')
  await sheet.getByText('Refresh this page').waitFor()
  for (const name of ['Everywhere', 'Recordings', 'Downloads', 'Watching'])
    await sheet.getByRole('heading', { name, exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
})

test('an open dialog blocks everything else', async () => {
  const { page } = app
  await goTo(page, 'Settings')
  await page.getByRole('button', { name: 'Sign out' }).click()
  const question = page.getByRole('alertdialog')
  await question.waitFor()
  await page.keyboard.press('ControlOrMeta+2')
  await page.keyboard.press('ControlOrMeta+k')
  await expect.poll(() => palette().count()).toBe(0)
  await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/settings')
  await question.getByRole('button', { name: 'Cancel' }).click()
  await question.waitFor({ state: 'detached' })
  expect(app.problems).toEqual([])
})
