import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { DemoService } from '../../../demo/service.ts'
import type { OpenApp } from '../app.ts'
import { test } from '../fixtures.ts'

let service: DemoService
let app: OpenApp
let folder = ''
test.beforeAll(async ({ sharedFolder: madeFolder, startSharedDemo, openSharedApp }) => {
  folder = madeFolder
  await mkdir(join(folder, 'Meetings'))
  service = await startSharedDemo()
  app = await openSharedApp()
})

const step = () =>
  app.page.getByRole('list', { name: 'Setting up' }).locator('[aria-current=step]').innerText()
const field = (label: string) => app.page.getByRole('textbox', { name: label })

test('a missing value is reported at its field, which gets the focus', async () => {
  const { page } = app
  await page.getByRole('heading', { level: 2, name: 'Sign in to Huawei Cloud Meeting' }).waitFor()
  await expect.poll(() => step()).toContain('Sign in')
  await field('App ID').fill(service.appId)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect.poll(() => field('App key').evaluate((one) => one === document.activeElement)).toBe(true)
  await expect.poll(() => page.getByText('Please fill this in').count()).toBe(1)
  // The message is linked to the field for screen readers.
  const described = await field('App key').evaluate((one) =>
    (one.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  )
  expect(described).toContain('Please fill this in')
  expect(described).toContain('Shown beside the App ID')
})

test('signing in continues with the folder, and then with the summary', async () => {
  const { page } = app
  await page.getByRole('combobox', { name: 'Site' }).click()
  await page.getByRole('option', { name: 'Another address' }).click()
  await page.getByRole('textbox', { name: 'Address' }).fill(service.url)
  await field('App key').fill(service.appKey)
  await app.answerQuestion('accept')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()

  const title = page.getByRole('heading', { name: 'Where should recordings be saved?' })
  await title.waitFor()
  await expect.poll(() => step()).toContain('Folder')
  await expect.poll(() => title.evaluate((one) => one === document.activeElement)).toBe(true)
  await app.answerDialog(join(folder, 'Meetings'))
  await page.getByRole('button', { name: 'Choose a folder…' }).click()
  await page.getByRole('status').getByText(join(folder, 'Meetings')).waitFor()
  await page.getByRole('button', { name: 'Continue' }).click()

  await page.getByRole('heading', { name: 'All set' }).waitFor()
  await expect.poll(() => step()).toContain('Done')
  await page.getByText('Enterprise administrator').waitFor()
  await page.getByText(join(folder, 'Meetings')).waitFor()
  await page.getByRole('button', { name: 'Show recordings' }).click()
  await page.getByRole('heading', { level: 1, name: 'Recordings' }).waitFor()
  expect(app.problems).toEqual([])
})

test('with a folder already chosen, signing in again opens the recordings', async () => {
  const { page } = app
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click()
  await field('App ID').fill(service.appId)
  await field('App key').fill(service.appKey)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Recordings' }).waitFor()
})

test('choosing the folder can wait for the first download', async ({ openApp }) => {
  const fresh = await openApp()
  const { page } = fresh
  await page.getByRole('tab', { name: 'Account' }).click()
  await page.getByRole('combobox', { name: 'Site' }).click()
  await page.getByRole('option', { name: 'Another address' }).click()
  await page.getByRole('textbox', { name: 'Address' }).fill(service.url)
  await page.getByRole('textbox', { name: 'Account' }).fill(service.account)
  await page.getByRole('textbox', { name: 'Password' }).fill(service.password)
  await fresh.answerQuestion('accept')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('button', { name: 'Later, with the first download' }).click()
  await page.getByText('Asked with the first download').waitFor()
  await page.getByRole('button', { name: 'Read a minutes code' }).click()
  await page.getByRole('heading', { level: 1, name: 'Minutes' }).waitFor()
  await fresh.close()
})

test('the sample meetings need none of the steps', async ({ openApp }) => {
  const fresh = await openApp()
  await fresh.page.getByRole('button', { name: 'Try it with sample meetings' }).click()
  await fresh.page.getByRole('heading', { level: 1, name: 'Recordings' }).waitFor()
  await fresh.close()
})

// The keychain of a system cannot be silenced from here.
test.skipIf(process.env['MEETKEEP_DRIVER'] === 'electron')(
  'a keychain that never answers blocks neither the window nor the rest',
  async ({ openApp }) => {
    const silent = await openApp({ env: { MEETKEEP_STAND_IN_KEYCHAIN: 'silent' } })
    try {
      const { page } = silent
      await page.getByRole('heading', { level: 2, name: 'Sign in to Huawei Cloud Meeting' }).waitFor()
      await page.getByText('Waiting for the keychain of this system…').waitFor()
      // After the timeout it is reported as a missing keychain.
      await page.getByText('This system has no keychain the app can use').waitFor({ timeout: 40_000 })
      await page.getByRole('button', { name: 'Try it with sample meetings' }).click()
      await page.getByRole('heading', { level: 1, name: 'Recordings' }).waitFor()
    } finally {
      await silent.close()
    }
  },
)
