import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenApp, openApp } from '../app.ts'
import { mediaRequests } from '../steps.ts'

let app: OpenApp
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meetkeep-programs-'))
  app = await openApp({ demo: true })
  await app.page.getByRole('link', { name: 'Programs' }).click()
})
afterAll(async () => {
  await app?.close()
  await rm(folder, { recursive: true, force: true })
})

const RECEPTION = '6cffb6ffbb6049d1b21c1c4e39fcb2e0'

async function show(id: string): Promise<void> {
  await app.page.getByLabel('Program ID', { exact: true }).fill(id)
  await app.page.getByRole('button', { name: 'Show', exact: true }).click()
}

test('a program is shown with its materials and playing times', async () => {
  await show(` ${RECEPTION} `)
  const program = app.page.getByRole('article')
  await program.getByRole('heading', { name: '前台大屏 Reception wall' }).waitFor()
  const figures = await program.locator('dd').allTextContents()
  expect(figures[0]).toBe('0:45')
  expect(figures[1]).toMatch(/^[\d.]+KB$/)
  expect(figures[3]).toBe('演示管理员')
  const rows = await program.getByRole('row').allInnerTexts()
  expect(rows.map((row) => row.replaceAll(/\s+/g, ' ').trim())).toEqual([
    '# Name Playing time Download',
    '1 20260616165610218_entrance 0:10',
    '2 20260618090200417_食堂菜单 0:15',
    '3 20260702113015902_fire-drill 0:20',
  ])
})

test('its materials are downloaded, into a folder that is asked for first', async () => {
  await app.answerDialog(folder)
  await app.page.getByRole('button', { name: 'Download all' }).click()
  await app.page.getByText('3 materials queued').waitFor()
  await app.page.getByRole('button', { name: 'Show downloads' }).click()
  await expect
    .poll(
      async () => (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.png')).length,
      {
        timeout: 30_000,
      },
    )
    .toBe(3)
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.png'))
  for (const name of names) {
    const bytes = await readFile(join(folder, name))
    expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG')
    expect(bytes.subarray(-8, -4).toString('latin1')).toBe('IEND')
  }
})

test('what is there already is not fetched again', async () => {
  const fetched = (await mediaRequests(app)).length
  expect(fetched).toBe(3)
  await app.page.getByRole('link', { name: 'Programs' }).click()
  await show(RECEPTION)
  await app.page.getByRole('button', { name: 'Download 20260616165610218_entrance' }).click()
  await app.page.getByText('Nothing new to download').waitFor()
  expect((await mediaRequests(app)).length).toBe(fetched)
})

test('an id the service does not know is refused in words', async () => {
  await show('no-such-program')
  const alert = app.page.getByRole('alert')
  await alert.waitFor()
  await alert.getByRole('button', { name: 'Try again' }).waitFor()
  expect(await app.page.getByRole('article').count()).toBe(0)
})

test('a program without materials says so, and the one before is a press away', async () => {
  await show('e3b1d0467f5542d8a0c9be1f48d67230')
  await app.page.getByText('This program has no materials.').waitFor()
  expect(await app.page.getByRole('button', { name: 'Download all' }).isDisabled()).toBe(true)
  await app.page.getByRole('button', { name: '前台大屏 Reception wall' }).click()
  await app.page.getByRole('heading', { name: '前台大屏 Reception wall' }).waitFor()
})

test('the page had nothing to complain of', () => {
  expect(app.problems).toEqual([])
})
