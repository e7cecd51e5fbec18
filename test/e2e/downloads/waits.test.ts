import { expect } from 'vitest'
import type { DemoService } from '../../../demo/service.ts'
import type { OpenApp } from '../app.ts'
import { download, downloadsIn, goTo, signInTo } from '../steps.ts'
import { call } from '../call.ts'
import { test } from '../fixtures.ts'

// The row of a download shows what it waits for, and until when; then it resumes automatically.

const TOPIC = 'Incident review 2026-114'

let service: DemoService
let app: OpenApp
let folder = ''
test.beforeEach(async ({ folder: madeFolder, startDemo, openApp }) => {
  folder = madeFolder
  service = await startDemo()
  app = await openApp()
  await signInTo(app, service)
  await app.page.getByRole('button', { name: 'Show recordings' }).click()
  await app.answerDialog(folder)
})

const row = () => app.page.locator('[data-state]').filter({ hasText: TOPIC })

test('a download is retried at the server’s time, or at once on request', async () => {
  service.faults.next({ kind: 'status', status: 503, retryAfter: 300 })
  await download(app, [TOPIC], ['Hd'])
  await goTo(app.page, 'Downloads')
  await row()
    .getByText(/^Trying again in \dm$/)
    .waitFor()
  await row().getByText('The service is busy').waitFor()
  await row().getByRole('button', { name: 'Try again' }).click()
  await downloadsIn(app.page, 'saved', 1)
})

test('a long wait shows its end', async () => {
  service.faults.next({ kind: 'status', status: 429, retryAfter: 3600 })
  await download(app, [TOPIC], ['Hd'])
  await goTo(app.page, 'Downloads')
  await row()
    .getByText(/^Trying again at .*\d\d:\d\d$/)
    .waitFor()
})

test('after signing out it waits for a sign-in, and then resumes automatically', async () => {
  const { page } = app
  service.faults.next({ kind: 'slow', bytesPerSecond: 100_000 })
  await download(app, [TOPIC], ['Hd'])
  await goTo(page, 'Downloads')
  await downloadsIn(page, 'running', 1)
  // The transfer that is paused is the slow one; the next one is not.
  const received = async () => (await call(page, 'downloads.list')).map((one) => one.receivedBytes)
  await expect.poll(async () => Math.max(...(await received()))).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await downloadsIn(page, 'paused', 1)

  await goTo(page, 'Settings')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('link', { name: 'Continue without signing in' }).click()
  await goTo(page, 'Downloads')
  await page.getByRole('button', { name: 'Resume', exact: true }).click()
  await row().getByText('Waiting for you to sign in').waitFor()
  // The row shows what to do, with a link.
  await row().getByText('Sign in', { exact: true }).click()
  await page.getByLabel('App ID', { exact: true }).and(page.getByRole('textbox')).fill(service.appId)
  await page.getByLabel('App key', { exact: true }).fill(service.appKey)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Recordings' }).waitFor()
  await goTo(page, 'Downloads')
  await downloadsIn(page, 'saved', 1)
  expect(app.problems).toEqual([])
})
