import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { test } from '../fixtures.ts'

let home = ''
test.beforeAll(async ({ sharedHome: madeHome }) => {
  home = madeHome
})

const settingsFile = () => join(home, 'settings.json')

test('a build without a feed shows that, and the changes of every version', async ({ openApp }) => {
  const app = await openApp({ home, demo: true })
  // The first start has no news; it records its version.
  await expect
    .poll(
      async () =>
        (JSON.parse(await readFile(settingsFile(), 'utf8')) as { seenVersion?: string }).seenVersion,
      { timeout: 30_000 },
    )
    .toMatch(/^\d/)
  await expect.poll(() => app.page.getByRole('dialog').count()).toBe(0)

  await app.page.goto(`${app.page.url().split('#')[0]}#/settings`)
  const updates = app.page.getByRole('group', { name: 'Newer versions' })
  await updates.getByText('cannot check for newer versions').waitFor()
  await expect.poll(() => updates.getByRole('button').count()).toBe(0)

  await app.page.getByRole('group', { name: 'What’s new' }).getByRole('button').click()
  const news = app.page.getByRole('dialog', { name: 'What’s new' })
  await news.getByRole('heading', { name: '0.1.0' }).waitFor()
  expect(app.problems).toEqual([])
  await app.close()
})

test('after an update its news is shown, once', async ({ openApp }) => {
  const settings = JSON.parse(await readFile(settingsFile(), 'utf8')) as Record<string, unknown>
  await writeFile(settingsFile(), JSON.stringify({ ...settings, seenVersion: '0.0.9' }))
  const updated = await openApp({ home, demo: true, locale: 'zh-CN' })
  const news = updated.page.getByRole('dialog', { name: '新功能' })
  await news.getByText('首个').or(news.getByText('会议纪要')).first().waitFor()
  await updated.page.keyboard.press('Escape')
  await news.waitFor({ state: 'detached' })
  await updated.close()

  const again = await openApp({ home, demo: true })
  await again.page.getByRole('grid', { name: 'Recordings' }).waitFor()
  await expect.poll(() => again.page.getByRole('dialog').count()).toBe(0)
  await again.close()
})
