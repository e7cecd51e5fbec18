import { expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { durableIn, filesIn, isWholeFilm } from '../saved-files.ts'
import { download, downloadsIn, fault, goTo, mediaRequests } from '../steps.ts'
import { test } from '../fixtures.ts'

let app: OpenApp
let home = ''
let folder = ''
test.beforeEach(async ({ home: madeHome, folder: madeFolder, openApp }) => {
  home = madeHome
  folder = madeFolder
  app = await openApp({ demo: true, home })
})

test('a download that is cut resumes and is saved completely', async () => {
  await fault(app, { kind: 'cut', afterBytes: 3_000_000 })
  await app.answerDialog(folder)
  await download(app, ['Incident review 2026-114'], ['Hd'])
  await goTo(app.page, 'Downloads')
  await downloadsIn(app.page, 'saved', 1)
  const { saved, unfinished } = await filesIn(folder)
  expect(unfinished).toEqual([])
  expect(saved).toHaveLength(1)
  expect(await isWholeFilm(saved[0] ?? '')).toBe(true)
  const requests = await mediaRequests(app)
  expect(requests).toHaveLength(2)
  expect(requests[1]?.range).toMatch(/^bytes=[1-9]\d*-$/)
  expect(app.problems).toEqual([])
})

test('two recordings of one name become two files, and are not downloaded again', async () => {
  const { page } = app
  await app.answerDialog(folder)
  await page.getByLabel('Search topic, scheduler or meeting ID').fill('Weekly sync')
  await expect.poll(() => page.getByRole('button', { name: /^Details of/ }).count()).toBe(2)
  await page.getByRole('checkbox', { name: 'Select all' }).check()
  await page
    .getByRole('region', { name: 'Download' })
    .getByRole('button', { name: 'Download', exact: true })
    .click()
  await page.getByText('2 recordings added to Downloads').waitFor()
  await goTo(page, 'Downloads')
  await page.getByRole('button', { name: 'Show the recordings' }).click()
  await downloadsIn(page, 'saved', 4)
  const first = await filesIn(folder)
  expect(first.saved).toHaveLength(4)
  for (const file of first.saved) expect(await isWholeFilm(file), file).toBe(true)

  await goTo(page, 'Recordings')
  await page
    .getByText(/Saved here/)
    .first()
    .waitFor()
  const fetched = (await mediaRequests(app)).length
  await page.getByRole('checkbox', { name: 'Select all' }).check()
  await page
    .getByRole('region', { name: 'Download' })
    .getByRole('button', { name: 'Download', exact: true })
    .click()
  await goTo(page, 'Downloads')
  await page.getByText('4 of 4 files').first().waitFor()
  expect(await mediaRequests(app)).toHaveLength(fetched)
  expect(await filesIn(folder)).toEqual(first)
})

test('a partial file resumes after the app was killed and restarted', async ({ openApp }) => {
  await fault(app, { kind: 'slow', bytesPerSecond: 2_000_000 })
  await app.answerDialog(folder)
  await download(app, ['技术分享：分布式存储'], ['Hd'])
  // Bytes count once the journal records them as durable.
  await expect.poll(() => durableIn(folder), { timeout: 20_000 }).toBeGreaterThan(1_000_000)
  await app.kill()
  const kept = await durableIn(folder)
  expect((await filesIn(folder)).saved).toEqual([])

  app = await openApp({ demo: true, home })
  await goTo(app.page, 'Downloads')
  await downloadsIn(app.page, 'saved', 1)
  const { saved, unfinished } = await filesIn(folder)
  expect(unfinished).toEqual([])
  expect(await isWholeFilm(saved[0] ?? '')).toBe(true)
  const [request] = await mediaRequests(app)
  // It requests from slightly before the durable bytes, and compares.
  const start = Number(/^bytes=(\d+)-$/.exec(request?.range ?? '')?.[1])
  expect(start).toBeGreaterThan(0)
  expect(start).toBeLessThanOrEqual(kept)
})

test('pause, resume and cancel', async () => {
  const { page } = app
  await fault(app, { kind: 'slow', bytesPerSecond: 1_000_000, times: 2 })
  await app.answerDialog(folder)
  await download(app, ['新员工培训（第一课）'], ['Hd'])
  await goTo(page, 'Downloads')
  await downloadsIn(page, 'running', 1)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await downloadsIn(page, 'paused', 1)
  await page.getByRole('button', { name: 'Resume', exact: true }).click()
  await downloadsIn(page, 'running', 1)
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel download' }).click()
  await downloadsIn(page, 'cancelled', 1)
  await expect.poll(() => filesIn(folder)).toEqual({ saved: [], unfinished: [] })
})

test('a closed folder dialog queues nothing', async ({ skip }) => {
  if (app.driver !== 'stand-in') skip('a native dialog cannot be closed from here')
  const { page } = app
  await page.getByRole('checkbox', { name: 'Select Sound check' }).check()
  await page
    .getByRole('region', { name: 'Download' })
    .getByRole('button', { name: 'Download', exact: true })
    .click()
  await page.locator('dialog[data-standin=path]').getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('Choose a folder to save to').waitFor()
  await goTo(page, 'Downloads')
  await page.getByText('No downloads yet').waitFor()
})
