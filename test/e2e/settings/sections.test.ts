import { expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { goTo } from '../steps.ts'
import { test } from '../fixtures.ts'

let app: OpenApp
test.beforeAll(async ({ openSharedApp }) => {
  app = await openSharedApp({ demo: true })
  await goTo(app.page, 'Settings')
})

const index = () => app.page.getByRole('navigation', { name: 'On this page' })
const current = () => index().locator('[aria-current=location]').innerText()

test('the index links to every section, shows the current one, and moves the focus', async () => {
  const { page } = app
  await index().getByRole('link').first().waitFor()
  const links = await index().getByRole('link').allInnerTexts()
  expect(links.length).toBeGreaterThan(5)
  for (const name of links.toReversed()) {
    await index().getByRole('link', { name, exact: true }).click()
    const heading = page.getByRole('heading', { level: 2, name, exact: true })
    await expect
      .poll(() => heading.evaluate((one) => one.getBoundingClientRect().top < innerHeight))
      .toBe(true)
    await expect.poll(current).toBe(name)
    const inside = () =>
      heading.evaluate((one) => document.activeElement?.closest('[data-section]')?.contains(one))
    await expect.poll(inside).toBe(true)
  }
})

test('the index follows the scrolling', async () => {
  await app.page.mouse.move(640, 500)
  await app.page.mouse.wheel(0, 20_000)
  await expect.poll(current).toBe('About')
  await app.page.mouse.wheel(0, -20_000)
  await expect.poll(current).toBe('Account')
})

test('a section has an address', async () => {
  await goTo(app.page, 'Recordings')
  await app.page.evaluate(() => {
    location.hash = '#/settings/proxy'
  })
  await expect.poll(current).toBe('Network')
})

test('third-party components are listed with their licenses, and found by name', async () => {
  const { page } = app
  await goTo(page, 'Settings')
  const about = page.locator('[data-section=about]')
  await about.getByRole('button', { name: 'Show' }).click()
  const licenses = page.getByRole('dialog', { name: 'Licenses' })
  await licenses.getByLabel('Search').fill('zxing')
  await licenses.getByText('zxing-cpp', { exact: true }).click()
  await licenses
    .getByText(/Apache License/)
    .first()
    .waitFor()
  await licenses.getByText('2 components', { exact: true }).waitFor()
  await licenses.getByLabel('Search').fill('nothing of ours')
  await licenses.getByText('No component is called “nothing of ours”.').waitFor()
  await page.keyboard.press('Escape')
  await licenses.waitFor({ state: 'detached' })
  expect(app.problems).toEqual([])
})
