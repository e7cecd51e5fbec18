import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeEach, expect } from 'vitest'
import { sampleRule } from '../../sample-rule.ts'
import { call } from '../call.ts'
import { test } from '../fixtures.ts'

// A real notification can be read and clicked only by a person: docs/releasing.md.
beforeEach(({ skip }) => {
  if (process.env['MEETKEEP_DRIVER'] === 'electron') skip('the notifications of a system cannot be read')
})

/** The buttons of the notifications that are shown. */
async function notificationsOf(desktop: Page): Promise<string[]> {
  await desktop.reload()
  return await desktop.locator('#notifications button').allTextContents()
}
const windowOf = async (desktop: Page) => {
  await desktop.reload()
  return /is (shown|hidden)/.exec((await desktop.locator('#window').textContent()) ?? '')?.[1]
}

test('a rule that cannot run without a sign-in says so, and a click on it leads there', async ({
  home,
  folder,
  openApp,
}) => {
  await writeFile(
    join(home, 'settings.json'),
    JSON.stringify({ language: 'en-US', onClose: 'keep', rules: [sampleRule({ folder })] }),
  )
  // Its next pass is not due, so that nothing is told while the window is in front.
  const began = new Date().toISOString()
  const memory = { id: 'r-1', began, hasEnded: true, lastPass: null }
  await writeFile(join(home, 'rules.json'), JSON.stringify({ version: 1, rules: [memory] }))
  const app = await openApp({ home })
  const { page } = app
  await page.getByRole('combobox', { name: 'Site' }).waitFor()
  const desktop = await app.desktop()
  await desktop.getByRole('button', { name: 'Close the window' }).click()
  await expect.poll(() => windowOf(desktop)).toBe('hidden')

  await call(page, 'rules.act', { id: 'r-1', action: 'run' })
  const text = 'Sign in to keep saving recordings: “All recordings” cannot run until you sign in.'
  await expect.poll(() => notificationsOf(desktop), { timeout: 30_000 }).toEqual([text, 'Sign in'])
  await desktop.getByRole('button', { name: text }).click()
  await expect.poll(() => windowOf(desktop)).toBe('shown')
  await page.getByRole('combobox', { name: 'Site' }).waitFor()
  expect(await notificationsOf(desktop)).toEqual([])
  expect(app.problems).toEqual([])
})
