import { appendFile, mkdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { barriersByTheme, NO_BARRIERS } from '../axe.ts'
import { test } from '../fixtures.ts'
import { filesIn } from '../saved-files.ts'
import { download, downloadsIn, goTo } from '../steps.ts'

const DAY_MS = 86_400_000
const CLOCK = new URL('../pictures/fixed-clock.mjs', import.meta.url).href
/** Reading it takes far longer than a press of a button; as a sparse file it takes no room. */
const LARGE = 3 * 1024 ** 3

let app: OpenApp
let folder = ''
const row = (topic: string) => app.page.getByRole('listitem').filter({ hasText: topic })
const bar = () => app.page.getByRole('region', { name: 'Verification' })
const pressInBar = (name: string) => bar().getByRole('button', { name }).click()
const verifyAll = async (): Promise<void> => {
  await app.page.getByRole('button', { name: 'Library actions' }).click()
  await app.page.getByRole('menuitem', { name: 'Verify all' }).click()
}

/** A described file of another recording, which is not what its description says. */
async function makeLarge(): Promise<string> {
  const { saved } = await filesIn(folder)
  const described = JSON.parse(await readFile(join(dirname(saved[0] ?? ''), 'meeting.json'), 'utf8')) as {
    meeting: object
    files: object[]
  }
  const other = join(app.home, 'other')
  await mkdir(other)
  const path = join(other, 'large.mp4')
  await writeFile(path, '')
  await truncate(path, LARGE)
  const [file] = described.files
  await writeFile(
    join(other, 'meeting.json'),
    JSON.stringify({
      ...described,
      meeting: { ...described.meeting, confUUID: 'large', subject: 'Long meeting' },
      files: [{ ...file, file: 'large.mp4', bytes: LARGE, sha256: '0'.repeat(64), verifiedAt: null }],
    }),
  )
  return other
}

test('verifying is paused and resumed, and its report says what was found', async ({
  sharedFolder,
  sharedHome,
  openSharedApp,
}) => {
  folder = sharedFolder
  app = await openSharedApp({ home: sharedHome, demo: true })
  const { page } = app
  await app.answerDialog(folder)
  await download(app, ['Sound check'], ['Hd'])
  await goTo(page, 'Downloads')
  await downloadsIn(page, 'saved', 1)
  await goTo(page, 'Library')
  await app.answerDialog(await makeLarge())
  await page.getByRole('button', { name: 'Library actions' }).click()
  await page.getByRole('menuitem', { name: 'Add folder…' }).click()
  await page
    .getByRole('dialog', { name: 'Folder added' })
    .getByText('1 file is in the library now.')
    .waitFor()
  expect(await barriersByTheme(page)).toEqual(NO_BARRIERS)
  await page.keyboard.press('Escape')
  await row('Long meeting').waitFor()

  await verifyAll()
  await pressInBar('Pause')
  await bar()
    .getByText(/^Verification paused at [01] of 2 files/)
    .waitFor()
  // Another page, and a window that is loaded again: it stays paused.
  await page.reload()
  await bar()
    .getByText(/^Verification paused/)
    .waitFor()
  expect(await barriersByTheme(page)).toEqual(NO_BARRIERS)
  await pressInBar('Resume')
  await bar().getByText('1 file has a problem').waitFor({ timeout: 60_000 })
  await row('Long meeting').getByText('Damaged').waitFor()
  await row('Sound check')
    .getByText(/^Saved · verified/)
    .waitFor()
  await pressInBar('Show report')
  const report = page.getByRole('dialog', { name: 'Verification report' })
  await report.getByText('large.mp4').waitFor()
  expect(await barriersByTheme(page)).toEqual(NO_BARRIERS)
  const csv = join(app.home, 'report.csv')
  await app.answerDialog(csv)
  await report.getByRole('button', { name: 'Save as CSV…' }).click()
  await page.getByText('Report saved').first().waitFor()
  expect(await readFile(csv, 'utf8')).toMatch(/\r\nDamaged,Long meeting,.*large\.mp4/)
  await page.keyboard.press('Escape')
}, 150_000)

test('a verification that is stopped says how far it was', async () => {
  await verifyAll()
  await pressInBar('Stop')
  await bar()
    .getByText(/^(Verification stopped after [01] of 2 files|1 file has a problem)/)
    .waitFor()
  await pressInBar('Dismiss')
  await bar().waitFor({ state: 'detached' })
})

test('a file that another program has changed is shown as changed, in its row and in the panel', async () => {
  const { page } = app
  const [path = ''] = (await filesIn(folder)).saved
  await appendFile(path, 'more')
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await row('Sound check').getByText('Changed').waitFor()
  await row('Sound check').focus()
  await page.keyboard.press('Space')
  const panel = page.getByRole('dialog', { name: 'Sound check' })
  await panel.getByRole('listitem').getByText('Changed').waitFor()
  await panel.getByRole('button', { name: 'Download again' }).waitFor()
  expect(await barriersByTheme(page)).toEqual(NO_BARRIERS)
  await page.keyboard.press('Escape')
  expect(app.problems).toEqual([])
})

test('with the schedule on, files are read again at night when they are due', async ({
  folder: to,
  home,
  openApp,
}) => {
  const first = await openApp({ home, demo: true })
  await first.answerDialog(to)
  await download(first, ['Sound check'], ['Hd'])
  await goTo(first.page, 'Downloads')
  await downloadsIn(first.page, 'saved', 1)
  await goTo(first.page, 'Settings')
  await first.page.getByRole('combobox', { name: 'Re-read saved files' }).click()
  await first.page.getByRole('option', { name: 'Monthly' }).click()
  await first.page.getByRole('combobox', { name: 'Re-read saved files' }).getByText('Monthly').waitFor()
  await first.close()
  // Three weeks later, at two in the morning.
  const night = new Date(Date.now() + 21 * DAY_MS).setUTCHours(2, 0, 0, 0)
  const env = { NODE_OPTIONS: `--import ${CLOCK}`, MEETKEEP_PICTURES_NOW: String(night) }
  app = await openApp({ home, timeZone: 'UTC', env })
  await goTo(app.page, 'Library')
  await row('Sound check')
    .getByText(/^Saved · verified/)
    .waitFor({ timeout: 30_000 })
  await bar().getByText('1 file verified, no problems found').waitFor()
  const [path = ''] = (await filesIn(to)).saved
  const described = await readFile(join(dirname(path), 'meeting.json'), 'utf8')
  expect(described).toContain(`"verifiedAt": "${new Date(night).toISOString().slice(0, 10)}`)
  expect(app.problems).toEqual([])
}, 150_000)
