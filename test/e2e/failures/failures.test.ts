import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { axe } from '../axe.ts'
import { goTo } from '../steps.ts'
import { test } from '../fixtures.ts'

let home = ''
let app: OpenApp
test.beforeAll(async ({ sharedHome: madeHome, openSharedApp }) => {
  home = madeHome
  app = await openSharedApp({ demo: true, home })
})

const logged = () => readFile(join(home, 'logs/meetkeep.log'), 'utf8')

test('a page that cannot be rendered shows an error, leaves the others working, and recovers after a reload', async () => {
  const { page } = app
  const nav = page.getByRole('navigation')
  await goTo(page, 'Programs')
  // The recordings page needs it to render; the error page does not.
  await page.evaluate(() => {
    const DateTimeFormat = Intl.DateTimeFormat
    Intl.DateTimeFormat = function failing(...given: Parameters<typeof DateTimeFormat>) {
      if (window.location.hash === '#/recordings') throw new Error('canary of a failure, token=hush')
      return new DateTimeFormat(...given)
    } as unknown as typeof DateTimeFormat
  })
  await nav.getByRole('link', { name: 'Recordings' }).click()
  await page.getByRole('heading', { name: 'This page could not be shown' }).waitFor()
  expect((await axe(page).analyze()).violations).toEqual([])

  await goTo(page, 'Programs')
  await nav.getByRole('link', { name: 'Recordings' }).click()
  await page.getByRole('button', { name: 'Reload' }).click()
  await page.getByRole('heading', { level: 1, name: 'Recordings' }).waitFor()

  await expect.poll(logged).toContain('canary of a failure')
  expect(await logged()).not.toContain('hush')
})

test('an unhandled rejection in the page is logged', async () => {
  await app.page.evaluate(() => void Promise.reject(new Error('canary of a rejection')))
  await expect.poll(logged).toContain('canary of a rejection')
})
