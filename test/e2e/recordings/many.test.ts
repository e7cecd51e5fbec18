import { expect } from 'vitest'
import type { DemoService } from '../../../demo/service.ts'
import { manyRecordings } from '../../many-recordings.ts'
import type { OpenApp } from '../app.ts'
import { signInTo } from '../steps.ts'
import { test } from '../fixtures.ts'

let service: DemoService
let app: OpenApp
test.beforeAll(async ({ startSharedDemo, openSharedApp }) => {
  service = await startSharedDemo({ recordings: manyRecordings(1200) })
  app = await openSharedApp()
  await signInTo(app, service)
  await app.page.getByRole('button', { name: 'Show recordings' }).click()
})

const grid = () => app.page.getByRole('grid', { name: 'Recordings' })
const rows = () => app.page.locator('[role=row][data-index]')

/** Reloads the list, from its top with one page. */
async function begin(): Promise<void> {
  await rows().first().focus()
  await app.page.keyboard.press('Home')
  await app.page.getByRole('button', { name: 'Refresh' }).click()
  await app.page.getByText('500 of 1,200 recordings').waitFor()
}

test('scrolling loads page after page, and only visible rows are rendered', async () => {
  const { page } = app
  await page.getByText('500 of 1,200 recordings').waitFor()
  await rows().first().focus()
  await page.keyboard.press('End')
  // The pages overlap by one row.
  await page.getByText('999 of 1,200 recordings').waitFor()
  await page.keyboard.press('End')
  await expect.poll(() => grid().getAttribute('aria-rowcount')).toBe('1201')
  await page.keyboard.press('End')
  await rows().and(page.locator('[data-index="1199"]')).waitFor()
  await expect.poll(() => rows().count()).toBeLessThan(60)
})

test('a page that fails can be retried in its place', async () => {
  const { page } = app
  await begin()
  service.faults.next({ on: 'api', kind: 'status', status: 403, times: 100 })
  await rows().first().focus()
  await page.keyboard.press('End')
  const again = page.getByRole('button', { name: 'Try again' })
  await again.waitFor()
  service.faults.clear()
  await again.click()
  await expect
    .poll(async () => {
      await page.keyboard.press('End')
      return await grid().getAttribute('aria-rowcount')
    })
    .toBe('1201')
})

test('all recordings can be selected, including those not yet loaded', async () => {
  const { page } = app
  await begin()
  await grid().getByRole('checkbox', { name: 'Select all' }).click()
  await page.getByRole('button', { name: 'Select all 1,200' }).click()
  await page
    .getByRole('region', { name: 'Download' })
    .getByText(/^1,\d{3} selected/)
    .waitFor()
  expect(app.problems).toEqual([])
})
