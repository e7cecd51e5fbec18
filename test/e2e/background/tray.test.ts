import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeEach, expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { test } from '../fixtures.ts'
import { download, downloadsIn, fault, goTo } from '../steps.ts'

// A real tray can be read and clicked only by a person: docs/releasing.md.
beforeEach(({ skip }) => {
  if (process.env['MEETKEEP_DRIVER'] === 'electron') skip('the tray of a system cannot be read from here')
})

let app: OpenApp
let home = ''
let folder = ''
test.beforeEach(async ({ home: madeHome, folder: madeFolder, openApp }) => {
  home = madeHome
  folder = madeFolder
  app = await openApp({ demo: true, home })
})

/** The menu as text; what cannot be chosen is in brackets. */
async function menuOf(desktop: Page): Promise<string[]> {
  await desktop.reload()
  return await desktop.locator('menu').evaluate((menu) =>
    [...menu.children].map((item) => {
      if (item.tagName === 'HR') return '-'
      const isEnabled = item.querySelector('button:enabled') !== null
      return isEnabled ? (item.textContent ?? '') : `(${item.textContent ?? ''})`
    }),
  )
}
const press = (desktop: Page, name: string) => desktop.getByRole('button', { name, exact: true }).click()
/** Chooses an item once it can be chosen. */
async function choose(desktop: Page, name: string): Promise<void> {
  await expect.poll(() => menuOf(desktop), { timeout: 30_000 }).toContain(name)
  await press(desktop, name)
}
const windowOf = async (desktop: Page) => {
  await desktop.reload()
  return /is (shown|hidden)/.exec((await desktop.locator('#window').textContent()) ?? '')?.[1]
}
const stored = async () => JSON.parse(await readFile(join(home, 'settings.json'), 'utf8')) as object

async function startDownload(): Promise<void> {
  // Only the first request: a download that was paused goes on at full speed.
  await fault(app, { kind: 'slow', bytesPerSecond: 40_000, times: 1 })
  await app.answerDialog(folder)
  await download(app, ['Incident review 2026-114'], ['Hd'])
  await goTo(app.page, 'Downloads')
  await downloadsIn(app.page, 'running', 1)
}

test('closing is asked about once, the download goes on in the tray, and the window comes back', async ({
  openApp,
}) => {
  await startDownload()
  const desktop = await app.desktop()
  await expect.poll(() => menuOf(desktop)).toContainEqual(expect.stringMatching(/^\(Saving 0 of 1 · \d+%\)$/))
  console.log(['The tray’s menu as text:', ...(await menuOf(desktop))].join('\n'))

  await press(desktop, 'Close the window')
  const question = app.page.locator('dialog[data-standin=question]')
  await question.getByText('Keep working in the background?').waitFor()
  await question.getByRole('button', { name: 'Cancel' }).click()
  await question.waitFor({ state: 'detached' })
  expect(await windowOf(desktop)).toBe('shown')

  await press(desktop, 'Close the window')
  await question.getByRole('button', { name: 'Keep working in the background' }).click()
  await expect.poll(() => windowOf(desktop)).toBe('hidden')
  expect(await stored()).toMatchObject({ onClose: 'keep' })

  await press(desktop, 'Open Meetkeep')
  await expect.poll(() => windowOf(desktop)).toBe('shown')
  await press(desktop, 'Close the window')
  await expect.poll(() => windowOf(desktop)).toBe('hidden')
  expect(await question.count()).toBe(0)
  // A system may show no icon.
  await app.startAgain()
  await expect.poll(() => windowOf(desktop)).toBe('shown')
  await press(desktop, 'Close the window')

  await choose(desktop, 'Pause all')
  await choose(desktop, 'Resume all')
  await downloadsIn(app.page, 'saved', 1)
  await expect.poll(() => menuOf(desktop)).toContain('(No active downloads)')
  expect(await menuOf(desktop)).toContainEqual(expect.stringContaining('Incident review 2026-114'))
  expect(await windowOf(desktop)).toBe('hidden')

  await press(desktop, 'Quit Meetkeep')
  await app.ended()
  app = await openApp({ demo: true, home })
  await goTo(app.page, 'Downloads')
  await downloadsIn(app.page, 'saved', 1)
})

test('the tray pauses and resumes downloads, opens the library and a file, and speaks the language of the settings', async () => {
  await startDownload()
  const desktop = await app.desktop()
  await choose(desktop, 'Pause all')
  await downloadsIn(app.page, 'paused', 1)
  await expect
    .poll(() => menuOf(desktop))
    .toEqual([
      '(Paused · 1 file)',
      '-',
      'Resume all',
      'Read a minutes code…',
      '-',
      'Open library',
      'Open Meetkeep',
      '-',
      'Quit Meetkeep',
    ])
  await choose(desktop, 'Resume all')
  await downloadsIn(app.page, 'saved', 1)
  await expect.poll(() => menuOf(desktop)).toContain('(Last saved)')
  await desktop.getByRole('button', { name: 'Incident review 2026-114' }).click()
  await expect.poll(() => app.opened()).toEqual([expect.stringMatching(/Camera\.mp4$/)])
  await press(desktop, 'Open library')
  await app.page.getByRole('heading', { level: 1, name: 'Library' }).waitFor()

  await app.page.evaluate(() =>
    (
      globalThis as unknown as { meetkeep: { call(name: string, input: object): Promise<unknown> } }
    ).meetkeep.call('settings.set', { language: 'zh-CN' }),
  )
  await expect.poll(() => menuOf(desktop)).toContain('退出 Meetkeep')
})

test('a code is read from the tray, without a question, and opens its preview', async () => {
  const picture = await fetch(`${app.demoUrl}/demo/qr/save-minutes.png`)
  await app.showOnScreen(Buffer.from(await picture.arrayBuffer()))
  const desktop = await app.desktop()
  await app.page.bringToFront()
  const pressed = press(desktop, 'Read a minutes code…')
  await app.page
    .getByRole('dialog')
    .getByText('What will be saved')
    .or(app.page.getByRole('dialog'))
    .first()
    .waitFor()
  await pressed
  expect(await app.page.locator('dialog[data-standin=question]').count()).toBe(0)
})

test('without work, closing quits', async () => {
  const desktop = await app.desktop()
  await press(desktop, 'Close the window').catch(() => undefined)
  await app.ended()
})

test('“Quit” during a download is asked once, and the download goes on at the next start', async ({
  openApp,
}) => {
  await startDownload()
  const desktop = await app.desktop()
  await press(desktop, 'Close the window')
  const question = app.page.locator('dialog[data-standin=question]')
  await question.getByRole('button', { name: 'Quit' }).click()
  await app.ended()
  expect(await stored()).toMatchObject({ onClose: 'quit' })
  app = await openApp({ demo: true, home })
  await goTo(app.page, 'Downloads')
  await downloadsIn(app.page, 'saved', 1)
})
