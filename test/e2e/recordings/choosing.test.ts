import { expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { test } from '../fixtures.ts'

let app: OpenApp
test.beforeAll(async ({ openSharedApp }) => {
  app = await openSharedApp({ demo: true })
  await app.page.getByText('Weekly sync').first().waitFor()
})

const bar = () => app.page.getByRole('region', { name: 'Download' })
const row = (index: number) => app.page.locator(`[role=row][data-index="${index}"]`)
const inHand = () =>
  app.page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['index'] ?? null)

test('Shift selects the rows between, and the bar shows their number and size', async () => {
  await row(1).getByRole('checkbox').click()
  await bar()
    .getByText(/^1 selected/)
    .waitFor()
  await row(4)
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] })
  await bar()
    .getByText(/^4 selected/)
    .waitFor()
  await expect.poll(() => app.page.locator('[role=row][aria-selected=true]').count()).toBe(4)
  await bar().getByRole('button', { name: 'Clear selection' }).click()
  await expect.poll(() => bar().count()).toBe(0)
})

test('the keyboard moves, selects, opens and leaves', async () => {
  const { page } = app
  await row(0).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await bar()
    .getByText(/^3 selected/)
    .waitFor()
  await expect.poll(() => inHand()).toBe('3')
  await page.keyboard.press('Control+a')
  await expect.poll(() => bar().textContent()).toMatch(/\d+ selected/)
  await page.keyboard.press('Escape')
  await expect.poll(() => bar().count()).toBe(0)

  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  const details = page.getByRole('complementary')
  await details.waitFor()
  // Another active row shows its own details.
  const first = await details.getAttribute('aria-label')
  await page.keyboard.press('End')
  await expect.poll(() => details.getAttribute('aria-label')).not.toBe(first)
  await page.keyboard.press('Escape')
  await expect.poll(() => details.count()).toBe(0)
  expect(app.problems).toEqual([])
})
