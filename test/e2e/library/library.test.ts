import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { barriersByTheme, NO_BARRIERS } from '../axe.ts'
import { call } from '../call.ts'
import { test } from '../fixtures.ts'
import { filesIn } from '../saved-files.ts'
import { download, downloadsIn, goTo } from '../steps.ts'
import { waitForStatus } from '../watching/saved.ts'

let folder = ''
let app: OpenApp
const row = (topic: string) => app.page.getByRole('listitem').filter({ hasText: topic })

test('without an account and a network, the library opens and lists what is saved', async ({
  sharedFolder,
  sharedHome,
  openSharedApp,
}) => {
  // Saved from the sample meetings, whose service ends with the app: afterwards there is neither.
  folder = sharedFolder
  const first = await openSharedApp({ home: sharedHome, demo: true })
  await first.answerDialog(folder)
  for (const topic of ['Sound check', '设计走查']) await download(first, [topic], ['Hd'])
  await goTo(first.page, 'Downloads')
  await downloadsIn(first.page, 'saved', 2)
  await call(first.page, 'account.signOut')
  await first.close()
  app = await openSharedApp({ home: sharedHome })
  const { page } = app
  await page.getByRole('heading', { level: 1, name: 'Library' }).waitFor()
  await row('Sound check').waitFor()
  await row('设计走查').getByText('Saved', { exact: true }).waitFor()
  await page.getByText('2 items').waitFor()
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /Sign in/ })
    .waitFor()
}, 120_000)

test('a row gets a frame of its film, which is kept for the next time', async () => {
  const { page } = app
  const picture = row('Sound check').locator('img')
  await picture.waitFor()
  const facts = await picture.evaluate(async (img: HTMLImageElement) => {
    await img.decode()
    return { width: img.naturalWidth, kind: img.src.slice(0, 23) }
  })
  expect(facts).toEqual({ width: 320, kind: 'data:image/webp;base64,' })
  await row('设计走查').locator('img').waitFor()
  await expect.poll(async () => (await readdir(join(app.home, 'thumbnails'))).length).toBe(2)
  await page.reload()
  await picture.waitFor()
})

test('the search finds, and Enter plays; Back returns to the same search', async () => {
  const { page } = app
  await page.keyboard.press('/')
  await page.keyboard.type('设计')
  await row('Sound check').waitFor({ state: 'detached' })
  await row('设计走查').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: '设计走查' }).waitFor()
  await waitForStatus(page, 'playing')
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { level: 1, name: 'Library' }).waitFor()
  expect(await page.getByRole('searchbox').inputValue()).toBe('设计')
  await page.getByRole('searchbox').fill('')
  await row('Sound check').waitFor()
})

test('a selection outlives a search, and is exported as CSV', async () => {
  const { page } = app
  const bar = page.getByRole('region', { name: 'Selection' })
  await row('设计走查').getByText('设计走查').click()
  await page.getByRole('searchbox').fill('sound')
  await row('设计走查').waitFor({ state: 'detached' })
  await bar.getByText('1 selected, 1 not in this view').waitFor()
  await page.getByRole('checkbox', { name: 'Select Sound check' }).check()
  await bar.getByText('2 selected, 1 not in this view').waitFor()
  const path = join(app.home, '清单.csv')
  await app.answerDialog(path)
  await bar.getByRole('button', { name: 'Export as CSV' }).click()
  await page.getByText('2 rows exported to 清单.csv').waitFor()
  const text = await readFile(path, 'utf8')
  expect(text).toMatch(/^\uFEFFTopic,/)
  expect(text).toContain('\r\n设计走查,')
  expect(text).toContain('\r\nSound check,')
  expect(await barriersByTheme(page)).toEqual(NO_BARRIERS)
  await page.getByRole('searchbox').fill('')
  await row('设计走查').focus()
  await page.keyboard.press('Escape')
  await bar.waitFor({ state: 'detached' })
})

test('the command palette finds a saved meeting, signed out, and Enter plays it', async () => {
  const { page } = app
  await page.keyboard.press('ControlOrMeta+K')
  await page.keyboard.type('sound ch')
  const found = page.getByRole('option', { name: 'Sound check' })
  await found.waitFor()
  expect(await barriersByTheme(page)).toEqual(NO_BARRIERS)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Sound check' }).waitFor()
  await waitForStatus(page, 'playing')
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { level: 1, name: 'Library' }).waitFor()
})

test('Storage says what is taken and what is free', async () => {
  const { page } = app
  await page.getByRole('button', { name: 'Storage' }).click()
  const storage = page.getByRole('region', { name: 'Storage' })
  await storage.getByText(/ free · new recordings are saved here/).waitFor()
  await storage.getByRole('heading', { name: 'By year' }).waitFor()
  await storage.getByRole('heading', { name: 'By scheduler' }).waitFor()
  expect(await barriersByTheme(page)).toEqual(NO_BARRIERS)
  await page.getByRole('button', { name: 'Storage' }).click()
  await row('Sound check').waitFor()
})

test('a row is dragged out as its file, and its path can be copied', async () => {
  const { page } = app
  const { saved } = await filesIn(folder)
  const path = saved.find((one) => one.includes('Sound check')) ?? 'none'
  await row('Sound check').getByText('Sound check').hover()
  await page.mouse.down()
  await page.mouse.move(500, 500, { steps: 10 })
  await expect.poll(() => app.dragged()).toEqual([path])
  await page.mouse.up()
  await row('Sound check').focus()
  await page.keyboard.press('ControlOrMeta+C')
  await page.getByText('Path copied').first().waitFor()
})

test('list and panel pass the accessibility rules', async () => {
  const { page } = app
  // A toast that fades out has too little contrast.
  const toasts = page.getByText(/rows exported|Path copied/)
  await expect.poll(() => toasts.count(), { timeout: 20_000 }).toBe(0)
  expect(await barriersByTheme(page)).toEqual(NO_BARRIERS)
  await row('Sound check').focus()
  await page.keyboard.press('Space')
  await page.getByRole('dialog', { name: 'Sound check' }).waitFor()
  expect(await barriersByTheme(page)).toEqual(NO_BARRIERS)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})

test('a file that was deleted meanwhile is missing when the window gets the focus again', async () => {
  const { page } = app
  const { saved } = await filesIn(folder)
  await rm(saved.find((path) => path.includes('Sound check')) ?? '')
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await row('Sound check').getByText('File missing').waitFor()
  await row('设计走查').getByText('Saved', { exact: true }).waitFor()
  expect(app.problems).toEqual([])
})
