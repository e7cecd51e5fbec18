import { mkdir, readdir, readFile, rename, stat, utimes, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { test } from '../fixtures.ts'
import { filesIn } from '../saved-files.ts'
import { download, downloadsIn, goTo } from '../steps.ts'

let folder = ''
let app: OpenApp
const row = (topic: string) => app.page.getByRole('listitem').filter({ hasText: topic })
const bar = () => app.page.getByRole('region', { name: 'Verification' })
const savedOf = async (topic: string): Promise<string> => {
  const { saved } = await filesIn(folder)
  const path = saved.find((one) => one.includes(topic))
  if (path === undefined) throw new Error(`${topic} is not saved`)
  return path
}
/** Chooses an action of a row's menu. */
const choose = async (topic: string, action: string): Promise<void> => {
  await row(topic).getByRole('button', { name: 'More actions' }).click()
  await app.page.getByRole('menuitem', { name: action }).click()
}
const chooseTool = async (action: string): Promise<void> => {
  await app.page.getByRole('button', { name: 'Library actions' }).click()
  await app.page.getByRole('menuitem', { name: action }).click()
}

test('everything is verified, and the report survives a reload', async ({
  sharedFolder,
  sharedHome,
  openSharedApp,
}) => {
  folder = sharedFolder
  app = await openSharedApp({ home: sharedHome, demo: true })
  await app.answerDialog(folder)
  for (const topic of ['Sound check', '设计走查']) await download(app, [topic], ['Hd'])
  await goTo(app.page, 'Downloads')
  await downloadsIn(app.page, 'saved', 2)
  await goTo(app.page, 'Library')
  await chooseTool('Verify all')
  await bar().getByText('2 files verified, no problems found').waitFor()
  await row('Sound check')
    .getByText(/^Saved · verified/)
    .waitFor()
  const path = await savedOf('Sound check')
  const described = await readFile(join(dirname(path), 'meeting.json'), 'utf8')
  expect(described).toMatch(/"verifiedAt": "20/)
  await app.page.reload()
  await bar().getByText('2 files verified, no problems found').waitFor()
  await bar().getByRole('button', { name: 'Dismiss' }).click()
  await bar().waitFor({ state: 'detached' })
}, 120_000)

test('a damaged file is reported, and kept aside until it has been downloaded again', async () => {
  const path = await savedOf('Sound check')
  const { mtime } = await stat(path)
  const bytes = await readFile(path)
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 255
  await writeFile(path, bytes)
  await utimes(path, mtime, mtime)
  await choose('Sound check', 'Verify')
  await bar().getByText('1 file has a problem').waitFor()
  await bar().getByRole('button', { name: 'Show report' }).click()
  const report = app.page.getByRole('dialog', { name: 'Verification report' })
  await report.getByText(basename(path)).waitFor()
  await app.page.keyboard.press('Escape')
  await row('Sound check').getByText('Damaged').waitFor()
  await choose('Sound check', 'Download again')
  await row('Sound check').getByText('Saved', { exact: true }).waitFor()
  expect(await savedOf('Sound check')).toBe(path)
  expect((await readFile(path)).equals(bytes)).toBe(false)
  // The damaged one is in the trash, and nothing else of it is left.
  await expect.poll(async () => (await readdir(join(app.home, 'trash'))).length).toBe(1)
  await expect
    .poll(async () => (await readdir(dirname(path))).toSorted())
    .toEqual([basename(path), 'meeting.json'])
})

test('a moved file is found where the user says', async () => {
  const path = await savedOf('Sound check')
  const moved = join(folder, 'moved.mp4')
  await rename(path, moved)
  await app.page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await row('Sound check').getByText('File missing').waitFor()
  await app.answerDialog(moved)
  await choose('Sound check', 'Locate…')
  await app.page.getByText('1 of 1 files found').first().waitFor()
  await row('Sound check')
    .getByText(/^Saved · verified/)
    .waitFor()
  // Its description has moved along.
  expect((await readdir(folder)).toSorted()).toContain('moved.json')
})

test('a removed file stays while it can be undone', async () => {
  const path = await savedOf('设计走查')
  const { answered } = await app.answerQuestion('accept')
  await choose('设计走查', 'Move to trash…')
  await answered
  await app.page.getByRole('button', { name: 'Undo' }).click()
  await app.page.getByText('Nothing was removed').first().waitFor()
  expect((await stat(path)).isFile()).toBe(true)
  await app.answerQuestion('accept')
  await choose('设计走查', 'Move to trash…')
  await row('设计走查').waitFor({ state: 'detached', timeout: 30_000 })
  expect(await readdir(join(app.home, 'trash'))).toContain(basename(path))
  await expect(stat(dirname(path))).rejects.toThrow()
}, 60_000)

test('a folder of another machine is added, with what nothing explains', async () => {
  const other = join(app.home, 'other')
  await mkdir(other)
  for (const name of ['moved.mp4', 'moved.json']) await rename(join(folder, name), join(other, name))
  await writeFile(join(other, 'unknown.mp4'), 'bytes')
  await app.answerDialog(other)
  await chooseTool('Add folder…')
  const result = app.page.getByRole('dialog', { name: 'Folder added' })
  await result.getByText('1 file is in the library now.').waitFor()
  await result.getByText('unknown.mp4').waitFor()
  await app.page.keyboard.press('Escape')
  await row('Sound check')
    .getByText(/^Saved/)
    .waitFor()
  expect(app.problems).toEqual([])
})
