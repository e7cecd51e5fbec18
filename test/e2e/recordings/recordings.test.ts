import { expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { goTo } from '../steps.ts'
import { test } from '../fixtures.ts'

let app: OpenApp
test.beforeAll(async ({ openSharedApp }) => {
  app = await openSharedApp({ demo: true })
})

test('lists recordings with their states', async () => {
  const { page } = app
  await page.getByText('Weekly sync').first().waitFor()
  // Two recordings of one name stay two rows.
  await expect.poll(() => page.getByRole('button', { name: 'Details of Weekly sync' }).count()).toBe(2)
  await page
    .getByText(/Being prepared/)
    .first()
    .waitFor()
  await page.getByText('under 1 MB').locator('visible=true').first().waitFor()
  expect(app.problems).toEqual([])
})

test('search and period filter the list', async () => {
  const { page } = app
  const search = page.getByLabel('Search topic, scheduler or meeting ID')
  await search.fill('Sound check')
  await expect.poll(() => page.getByRole('button', { name: /^Details of/ }).count()).toBe(1)
  await search.fill('no such meeting')
  await page.getByText('No recordings found').waitFor()
  await search.fill('')
  await page.getByText('Weekly sync').first().waitFor()
})

test('details name the files by type and part', async () => {
  const { page } = app
  await page.getByLabel('Search topic, scheduler or meeting ID').fill('季度经营分析会')
  await page.getByRole('button', { name: 'Details of 季度经营分析会' }).click()
  const details = page.getByRole('complementary', { name: 'Details of 季度经营分析会' })
  await details.getByText('Camera video').waitFor()
  await details.getByText('Part 3 of 3').first().waitFor()
  await details.getByRole('button', { name: 'Close details' }).click()
  await expect.poll(() => details.count()).toBe(0)
})

test('the same window switches to Chinese', async () => {
  const { page } = app
  await goTo(page, 'Settings')
  await page.getByRole('combobox', { name: 'Language' }).click()
  await page.getByRole('option', { name: '简体中文' }).click()
  await page.getByRole('heading', { level: 1, name: '设置' }).waitFor()
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('zh-CN')
})
