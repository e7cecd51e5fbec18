import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { RuleState } from '../../../contract/archive-rule.ts'
import { call } from '../call.ts'
import { test } from '../fixtures.ts'
import { signInTo } from '../steps.ts'

/** The state of the only rule once the pass has ended that began after `since`. */
async function passAfter(page: Page, since: string): Promise<RuleState> {
  const stateOf = async () => (await call(page, 'rules.list')).states[0]
  await expect
    .poll(
      async () => {
        const state = await stateOf()
        return state?.phase === 'idle' && state.coverage !== null && (state.lastPass?.startedAt ?? '') > since
      },
      { timeout: 60_000 },
    )
    .toBe(true)
  const state = await stateOf()
  if (state === undefined) throw new Error('There is no rule')
  return state
}

test('a rule is tried, saved and run in the window; its next pass fetches nothing, and its report is saved', async ({
  openApp,
  startDemo,
  folder,
}) => {
  const service = await startDemo()
  const app = await openApp()
  const { page } = app
  const requests = async (): Promise<unknown> => await (await fetch(`${service.url}/demo/requests`)).json()
  await signInTo(app, service)
  await page.getByRole('button', { name: 'Show recordings' }).click()

  await page.getByRole('button', { name: 'Save recordings automatically…' }).click()
  const editor = page.getByRole('dialog', { name: 'New rule' })
  await app.answerDialog(folder)
  await editor.getByRole('button', { name: 'Choose…' }).click()
  await expect.poll(() => editor.getByLabel('Folder', { exact: true }).inputValue()).toBe(folder)
  await editor.getByLabel('Days', { exact: true }).fill('10')
  await editor.getByRole('button', { name: 'Try it' }).click()
  await editor.getByText(/^Would save \d+ recordings/).waitFor()
  expect(await call(page, 'rules.list')).toEqual({ rules: [], states: [] })
  await editor.getByRole('button', { name: 'Save', exact: true }).click()

  // A new rule begins at once.
  const header = page.getByRole('region', { name: 'Automatic archive' })
  const first = await passAfter(page, '')
  expect(first.coverage?.complete).toBeGreaterThan(3)
  await header.getByText(/^\d+ of \d+ saved$/).waitFor()
  await header.getByText(/Last: today \d\d:\d\d, \d+ files saved/).waitFor()

  const before = await requests()
  await header.getByRole('button', { name: /^(Save |Check now)/ }).click()
  const second = await passAfter(page, first.lastPass?.startedAt ?? '')
  expect(second.lastPass?.saved).toBe(0)
  expect(await requests()).toEqual(before)
  await header.getByText(/Last: today \d\d:\d\d, (nothing new|not complete)/).waitFor()

  const report = join(folder, 'report.csv')
  await app.answerDialog(report)
  await header.getByRole('button', { name: 'More actions for All recordings' }).click()
  await page.getByRole('menuitem', { name: 'Save report as CSV…' }).click()
  await page.getByText('Report saved').waitFor()
  expect(await readFile(report, 'utf8')).toContain('Weekly sync')
  expect(app.problems).toEqual([])
}, 180_000)
