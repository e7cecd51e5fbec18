import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { mediaRequests } from '../steps.ts'
import { test } from '../fixtures.ts'

let app: OpenApp
let folder: string
test.beforeAll(async ({ sharedFolder: madeFolder, openSharedApp }) => {
  folder = madeFolder
  app = await openSharedApp({ demo: true })
  await app.page.getByRole('link', { name: 'Programs' }).click()
})

const search = () => app.page.getByRole('searchbox', { name: 'Search name or last editor' })
const open = (name: string) => app.page.getByRole('button', { name, exact: true }).click()
const back = () => app.page.getByRole('button', { name: 'Back to all programs' }).click()

test('all programs are listed, last changed first', async () => {
  await app.page.getByText('3 programs', { exact: true }).waitFor()
  const rows = await app.page.getByRole('table', { name: 'Programs' }).getByRole('row').allInnerTexts()
  expect(rows.slice(1).map((row) => row.split('\n')[0])).toEqual([
    '前台大屏 Reception wall',
    'Meeting floor',
    '空节目',
  ])
  expect(rows[1]).toMatch(/0:45[\s\S]*KB[\s\S]*演示管理员/)
})

test('search filters the list, by editor too, and reports when nothing matches', async () => {
  await search().fill('floor')
  await app.page.getByText('1 program', { exact: true }).waitFor()
  await app.page.getByRole('button', { name: 'Meeting floor' }).waitFor()
  await search().fill('李娜')
  await app.page.getByRole('button', { name: '空节目' }).waitFor()
  await search().fill('nothing such')
  await app.page.getByText(/^No program has “nothing such”/).waitFor()
  await app.page.getByRole('button', { name: 'Clear the search' }).click()
  await app.page.getByText('3 programs', { exact: true }).waitFor()
})

test('a program is shown with its materials as pictures, and its playing times', async () => {
  await open('前台大屏 Reception wall')
  const program = app.page.getByRole('article', { name: '前台大屏 Reception wall' })
  await program.waitFor()
  const figures = await program.locator('dd').allTextContents()
  expect(figures[0]).toBe('0:45')
  expect(figures[1]).toMatch(/^[\d.]+KB$/)
  expect(figures[3]).toBe('演示管理员')
  const materials = await program.getByRole('listitem').allInnerTexts()
  expect(materials.map((text) => text.replaceAll(/\s+/g, ' ').trim())).toEqual([
    '1 20260616165610218_entrance 0:10',
    '2 20260618090200417_食堂菜单 0:15',
    '3 20260702113015902_fire-drill 0:20',
  ])
  const pictures = program.locator('img')
  await expect.poll(() => pictures.count()).toBe(3)
  const drawn = () =>
    pictures.evaluateAll((all) => all.filter((one) => (one as HTMLImageElement).naturalWidth > 0).length)
  await expect.poll(drawn).toBe(3)
})

test('a material is shown in full, its neighbours by arrow keys', async () => {
  await app.page.getByRole('button', { name: 'View 20260616165610218_entrance' }).click()
  const first = app.page.getByRole('dialog', { name: '20260616165610218_entrance' })
  await first.getByRole('img', { name: '20260616165610218_entrance' }).waitFor()
  await app.page.keyboard.press('ArrowRight')
  const second = app.page.getByRole('dialog', { name: '20260618090200417_食堂菜单' })
  await second.getByText('2 of 3 · plays 0:15').waitFor()
  await app.page.keyboard.press('Escape')
  await second.waitFor({ state: 'detached' })
})

test('its materials are downloaded, after asking for a folder', async () => {
  await app.answerDialog(folder)
  await app.page.getByRole('button', { name: 'Download all' }).click()
  await app.page.getByText('3 materials queued').waitFor()
  await app.page.getByRole('button', { name: 'Show downloads' }).click()
  const saved = async () =>
    (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.png'))
  await expect.poll(async () => (await saved()).length, { timeout: 30_000 }).toBe(3)
  for (const name of await saved()) {
    const bytes = await readFile(join(folder, name))
    expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG')
    expect(bytes.subarray(-8, -4).toString('latin1')).toBe('IEND')
  }
})

test('existing files are not downloaded again, and the program is still open', async () => {
  const fetched = (await mediaRequests(app)).length
  // Three to show, three to save.
  expect(fetched).toBe(6)
  await app.page.getByRole('link', { name: 'Programs' }).click()
  await app.page.getByRole('button', { name: 'Download 20260616165610218_entrance' }).click()
  await app.page.getByText('Nothing new to download').waitFor()
  expect((await mediaRequests(app)).length).toBe(fetched)
})

test('a program without materials shows that', async () => {
  await back()
  await open('空节目')
  await app.page.getByText('This program has no materials.').waitFor()
  await expect.poll(() => app.page.getByRole('button', { name: 'Download all' }).isDisabled()).toBe(true)
  await back()
})

test('an id can be looked up, and an unknown one is explained', async () => {
  await search().fill('0b95f012274443a1bb0a223c131284a6')
  await app.page.getByRole('button', { name: 'Look it up as a program ID' }).click()
  await app.page.getByRole('heading', { level: 1, name: 'Meeting floor' }).waitFor()
  await back()
  await search().fill('no-such-program')
  await app.page.getByRole('button', { name: 'Look it up as a program ID' }).click()
  await app.page.getByRole('alert').getByRole('button', { name: 'Try again' }).waitFor()
  await expect.poll(() => app.page.getByRole('article').count()).toBe(0)
  await back()
})

test('the page reported no problems', () => {
  expect(app.problems).toEqual([])
})
