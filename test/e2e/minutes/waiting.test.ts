import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect } from 'vitest'
import type { DemoService } from '../../../demo/service.ts'
import type { OpenApp } from '../app.ts'
import { barriersByTheme, NO_BARRIERS } from '../axe.ts'
import { goTo } from '../steps.ts'
import { type Line, openLine } from './line.ts'
import { test } from '../fixtures.ts'

let home = ''
let service: DemoService
/** The only connection to the service. */
let line: Line
let app: OpenApp
let codes: Record<'save-minutes' | 'save-minutes-photo', string>

test.beforeAll(async ({ sharedHome: madeHome, startSharedDemo, openSharedApp }) => {
  home = madeHome
  service = await startSharedDemo()
  line = await openLine(Number(new URL(service.url).port))
  codes = ((await (await fetch(`${service.url}/demo/codes`)).json()) as { codes: typeof codes }).codes
  app = await openSharedApp({ home })
  await signIn()
})
afterAll(async () => {
  await line?.close()
})

async function signIn(): Promise<void> {
  const { page } = app
  await page.getByRole('combobox', { name: 'Site' }).click()
  await page.getByRole('option', { name: 'Another address' }).click()
  await page.getByLabel('Address', { exact: true }).fill(line.url)
  await page.getByRole('textbox', { name: 'App ID' }).fill(service.appId)
  await page.getByLabel('App key', { exact: true }).fill(service.appKey)
  await app.answerQuestion('accept')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('button', { name: 'Later, with the first download' }).click()
  await page.getByRole('button', { name: 'Show recordings' }).click()
}

const preview = () => app.page.getByRole('dialog', { name: 'Save these minutes?' })
async function openPreview(code: string): Promise<void> {
  const { page } = app
  await goTo(page, 'Minutes')
  await page.getByLabel('Or paste the minutes link').fill(code)
  await page.getByRole('button', { name: 'Read', exact: true }).click()
}
async function save(code: string): Promise<void> {
  await openPreview(code)
  await preview().getByRole('button', { name: 'Save to personal space' }).click()
  await preview().waitFor({ state: 'detached' })
}
const waiting = () => app.page.getByRole('region', { name: 'Not sent yet' })
const arrived = () => service.minutesSaves().map(({ body }) => body['topic'])
const showHistory = () => app.page.getByRole('button', { name: 'Saved from here' }).click()
const NOT_KNOWN = 'It is not known whether the minutes were saved'
const GIVEN_UP = 'Given up'
/** States of the saves in the history, newest first. */
const states = () =>
  app.page
    .getByRole('table', { name: 'Saved from here' })
    .getByRole('row')
    .locator('[role=cell]:nth-child(4)')
    .allTextContents()

test('without network a save waits, and shows that', async () => {
  await line.cut()
  await save(codes['save-minutes'])
  await app.page.getByText('Kept until the network is back').waitFor()
  await waiting().getByText('季度评审').waitFor()
  await waiting().getByText('Waiting for the network').waitFor()
  await waiting().getByRole('button', { name: 'Send now' }).click()
  await app.page.getByText('The network is still unavailable').waitFor()
  expect(arrived()).toEqual([])
  await showHistory()
  expect(await barriersByTheme(app.page)).toEqual(NO_BARRIERS)
})

test('a discarded save is not sent, and stays in the history', async () => {
  await save(codes['save-minutes-photo'])
  await waiting().getByRole('button', { name: 'Give up saving 白板' }).click()
  await expect.poll(() => waiting().getByRole('listitem').count()).toBe(1)
  await showHistory()
  await expect.poll(() => states()).toEqual([GIVEN_UP, 'Waiting for the network'])
})

test('after a restart it waits for its account, and is sent once that signs in', async ({
  openSharedApp,
}) => {
  await app.kill()
  // Where there is a keychain, the session would be restored.
  await rm(join(home, 'secrets.json'), { force: true })
  app = await openSharedApp({ home })
  await app.page.getByRole('link', { name: 'Continue without signing in' }).click()
  await waiting()
    .getByText(/Waiting for .* to sign in/)
    .waitFor()
  await line.mend()
  await app.page.getByRole('link', { name: 'Sign in' }).click()
  await signIn()
  await app.page.getByText('Minutes that were waiting for the network have been saved: 季度评审').waitFor()
  expect(arrived()).toEqual(['季度评审'])
})

test('when the network is back it is sent automatically, once; a system notification reports it in the background', async () => {
  await line.cut()
  await save(codes['save-minutes-photo'])
  await waiting().getByText('Waiting for the network').waitFor()
  if (app.driver === 'stand-in') await app.page.evaluate(() => window.dispatchEvent(new Event('blur')))
  await line.mend()
  await app.page.evaluate(() => window.dispatchEvent(new Event('online')))
  await app.page.getByText('Minutes that were waiting for the network have been saved: 白板').waitFor()
  if (app.driver === 'stand-in') await app.page.getByText('Minutes saved: 白板').waitFor()
  await waiting().waitFor({ state: 'detached' })
  expect(arrived()).toEqual(['季度评审', '白板'])
})

test('a save that may have arrived is not retried: the page says where to check', async () => {
  service.faults.next({ kind: 'drop', on: 'api', path: 'save-to-personal-space' })
  await openPreview(codes['save-minutes'])
  await preview().getByRole('button', { name: 'Save to personal space' }).click()
  await preview().getByText(NOT_KNOWN).waitFor()
  await preview().getByRole('button', { name: 'Cancel' }).click()
  await showHistory()
  await expect.poll(() => states()).toEqual([NOT_KNOWN, 'Saved', GIVEN_UP, 'Saved'])
  await expect.poll(() => waiting().count()).toBe(0)
  expect(arrived()).toEqual(['季度评审', '白板'])
})

test('the page reported no problems', () => {
  expect(app.problems).toEqual([])
})
