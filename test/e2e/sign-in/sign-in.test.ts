import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { DemoService } from '../../../demo/service.ts'
import type { OpenApp } from '../app.ts'
import { test } from '../fixtures.ts'

let service: DemoService
let app: OpenApp
test.beforeAll(async ({ startSharedDemo, openSharedApp }) => {
  service = await startSharedDemo()
  app = await openSharedApp()
})

const required = (label: string) => app.page.getByLabel(label, { exact: true })

test('wrong credentials are explained', async () => {
  const { page } = app
  await page.getByRole('combobox', { name: 'Site' }).click()
  await page.getByRole('option', { name: 'Another address' }).click()
  await required('Address').fill(service.url)
  await required('App ID').and(page.getByRole('textbox')).fill(service.appId)
  await required('App key').fill('not the key')
  await app.answerQuestion('accept')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByText('The App ID or the App key is wrong').first().waitFor()
  expect(service.liveTokens()).toBe(0)
})

test('an App ID signs in, shows recordings, and signs out', async () => {
  const { page } = app
  await required('App key').fill(service.appKey)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('button', { name: 'Later, with the first download' }).click()
  await page.getByRole('button', { name: 'Show recordings' }).click()
  await page.getByRole('heading', { level: 1, name: 'Recordings' }).waitFor()
  await page.getByText('Weekly sync').first().waitFor()
  expect(service.liveTokens()).toBe(1)

  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click()
  await page
    .getByText('You are not signed in.')
    .or(page.getByRole('button', { name: 'Sign in' }))
    .first()
    .waitFor()
  await expect.poll(() => service.liveTokens()).toBe(0)
})

test('neither key nor token is anywhere in the page or its storage', async () => {
  const everything = await app.page.evaluate(() =>
    JSON.stringify([document.documentElement.outerHTML, Object.entries(localStorage)]),
  )
  expect(everything).not.toContain(service.appKey)
})

test('nor on disk', async () => {
  const files = (await readdir(app.home, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  )
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) {
    expect(await readFile(join(file.parentPath, file.name), 'utf8'), file.name).not.toContain(service.appKey)
  }
})
