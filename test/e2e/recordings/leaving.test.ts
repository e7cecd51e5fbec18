import { expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { test } from '../fixtures.ts'
import { goTo } from '../steps.ts'

let app: OpenApp
test.beforeAll(async ({ openSharedApp }) => {
  app = await openSharedApp({ demo: true })
  await app.page.getByText('Weekly sync').first().waitFor()
})

const LINE = /^2 not saved yet leave the cloud within 30 days, the first in 1\d days\.$/

async function keepFor(days: string): Promise<void> {
  const { page } = app
  await goTo(page, 'Settings')
  const field = page.getByRole('textbox', { name: 'Days that recordings stay in the cloud' })
  await field.fill(days)
  await field.press('Enter')
  await goTo(page, 'Recordings')
}

test('once it is known how long recordings are kept, rows, chart and a line say what leaves', async () => {
  const { page } = app
  const rows = page.locator('[role=row][data-index]')
  await page.getByRole('progressbar', { name: / used in the cloud$/ }).waitFor()
  expect(await page.getByText(/Leaves in \d+ days/).count()).toBe(0)

  await keepFor('180')
  await page.getByText(LINE).waitFor()
  await rows
    .getByText(/^Leaves in 17\d days$/)
    .first()
    .waitFor()
  const chart = page.getByRole('region', { name: 'By month' })
  await chart
    .getByRole('button', { name: /leaves? the cloud within 30 days/ })
    .first()
    .waitFor()

  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect.poll(() => rows.count()).toBe(2)
  await expect.poll(() => rows.first().textContent()).toMatch(/春季招聘宣讲.*Leaves in 1\d days/)
  await expect.poll(() => rows.last().textContent()).toMatch(/Accessibility review.*Leaves in 2\d days/)
})

test('where it is no longer known, nothing is said, and the list is whole again', async () => {
  const { page } = app
  await keepFor('')
  await expect.poll(() => page.getByText(LINE).count()).toBe(0)
  await expect.poll(() => page.getByText(/Leaves in \d+ days/).count()).toBe(0)
  await expect.poll(() => page.getByRole('combobox', { name: 'State' }).textContent()).toBe('Any state')
})
