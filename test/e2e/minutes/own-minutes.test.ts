import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { downloadsIn, fault, goTo } from '../steps.ts'
import { test } from '../fixtures.ts'

let app: OpenApp
let folder = ''

test.beforeAll(async ({ sharedFolder: madeFolder, openSharedApp }) => {
  folder = madeFolder
  app = await openSharedApp({ demo: true })
  await goTo(app.page, 'Minutes')
})

const cards = () => app.page.getByRole('region', { name: 'My personal space' }).getByRole('listitem')
const card = (topic: string) => cards().filter({ has: app.page.getByRole('heading', { name: topic }) })
const search = () => app.page.getByLabel('Search topics')

test('the minutes of the personal space are listed with their pictures', async () => {
  await expect.poll(() => cards().count()).toBe(13)
  const picture = card('季度评审 1').getByRole('presentation', { includeHidden: true }).first()
  await picture.waitFor()
  await expect.poll(() => picture.getAttribute('src')).toMatch(/^data:image\/png;base64,/)
  await expect
    .poll(() => picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
    .toBe(400)
})

test('a search finds one, another finds none', async () => {
  await search().fill('Roadmap workshop 11')
  await expect.poll(() => cards().count()).toBe(1)
  await search().fill('nothing like it')
  await app.page.getByText('No minutes found for “nothing like it”').waitFor()
  await app.page.getByRole('button', { name: 'Show all' }).click()
  await expect.poll(() => cards().count()).toBe(13)
})

test('PDF and whiteboard are downloaded, and can then be opened here', async () => {
  await card('季度评审 1').first().waitFor()
  await app.answerDialog(folder)
  await card('季度评审 1')
    .getByRole('button', { name: /^Download PDF/ })
    .first()
    .click()
  await app.page.getByText('File queued').waitFor()
  await card('季度评审 1')
    .getByRole('button', { name: /^Download Whiteboard/ })
    .first()
    .click()
  await card('季度评审 1')
    .getByRole('button', { name: /^Open PDF/ })
    .waitFor()
  await card('季度评审 1')
    .getByRole('button', { name: /^Open Whiteboard/ })
    .waitFor()
  const saved = (await readdir(folder)).toSorted()
  const files = saved.filter((name) => !name.endsWith('.json'))
  expect(saved).toHaveLength(2 * files.length)
  expect(files).toEqual([
    expect.stringMatching(/^\d{4}-\d\d-\d\d 季度评审 1 [0-9a-f]{8}\.cwb$/),
    expect.stringMatching(/^\d{4}-\d\d-\d\d 季度评审 1 [0-9a-f]{8}\.pdf$/),
  ])
  expect((await readFile(join(folder, files[1] ?? ''), 'latin1')).slice(0, 5)).toBe('%PDF-')
  await goTo(app.page, 'Downloads')
  await downloadsIn(app.page, 'saved', 2)
  await goTo(app.page, 'Minutes')
})

test('a list that fails to refresh stays, shows why, and can be retried', async () => {
  await fault(app, { kind: 'status', status: 403, on: 'api', path: 'meeting-files' })
  await app.page.getByRole('button', { name: 'Refresh' }).click()
  await app.page.getByRole('button', { name: 'Try again' }).waitFor()
  await expect.poll(() => cards().count()).toBe(13)
  await app.page.getByRole('button', { name: 'Try again' }).click()
  await app.page.getByRole('button', { name: 'Try again' }).waitFor({ state: 'detached' })
  await expect.poll(() => cards().count()).toBe(13)
})

test('a list that fails to load shows why, and loads on retry', async ({ openApp }) => {
  const restarted = await openApp({ demo: true })
  try {
    await fault(restarted, { kind: 'status', status: 403, on: 'api', path: 'meeting-files' })
    await goTo(restarted.page, 'Minutes')
    await restarted.page.getByRole('button', { name: 'Try again' }).click()
    await restarted.page.getByRole('heading', { name: '季度评审 1' }).waitFor()
  } finally {
    await restarted.close()
  }
})

test('the page reported no problems', () => {
  expect(app.problems).toEqual([])
})
