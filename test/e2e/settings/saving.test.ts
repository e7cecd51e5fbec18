import { expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { goTo } from '../steps.ts'
import { test } from '../fixtures.ts'

let app: OpenApp
test.beforeAll(async ({ openSharedApp }) => {
  app = await openSharedApp({ demo: true })
})

test('a name template shows its names while typing, reports errors, and is stored', async () => {
  const { page } = app
  await goTo(page, 'Settings')
  const names = page.getByRole('textbox', { name: 'Template of file names' })
  const save = page.getByRole('button', { name: 'Save' }).first()
  await expect.poll(() => names.inputValue()).toBe('{year}/{month}/{date} {time} {topic}/{type} {part}')
  await page.getByText(/^2026\/11\/2026-11-(18|19) \d{4} Weekly sync\/Camera\.mp4$/).waitFor()

  await names.fill('{topic}//{nonsense}')
  await page.getByText('{nonsense} is not a placeholder.').waitFor()
  await page.getByText('A folder or the file has no name: check the slashes.').waitFor()
  await page
    .getByText('Without {type} {part} {id8} two files could get the same name.', { exact: false })
    .waitFor()
  await expect.poll(() => save.isDisabled()).toBe(true)

  await names.fill('{topic}_{type}_{part}')
  await page.getByRole('button', { name: '{id8}' }).click()
  await expect.poll(() => names.inputValue()).toBe('{topic}_{type}_{part}{id8}')
  await page.getByText(/^季度经营分析会：Q3 Q4_Screen_part 2[0-9a-f]{8}\.mp4$/).waitFor()
  await save.click()
  await page.getByRole('button', { name: 'Reset to default' }).waitFor()
  await goTo(page, 'Recordings')
  await goTo(page, 'Settings')
  await expect.poll(() => names.inputValue()).toBe('{topic}_{type}_{part}{id8}')

  await page.getByRole('button', { name: 'Reset to default' }).click()
  await expect.poll(() => names.inputValue()).toBe('{year}/{month}/{date} {time} {topic}/{type} {part}')
})

test('a speed limit is set in kB/s or MB/s, stored, and removed', async () => {
  const { page } = app
  await goTo(page, 'Settings')
  const unit = page.getByRole('combobox', { name: 'Speed limit' })
  const amount = page.getByRole('textbox', { name: 'Maximum speed' })
  const choose = async (name: string): Promise<void> => {
    await unit.click()
    await page.getByRole('option', { name }).click()
  }
  await expect.poll(() => amount.count()).toBe(0)
  await choose('MB/s')
  await expect.poll(() => amount.inputValue()).toBe('5')
  await amount.fill('1.5')
  await amount.press('Tab')
  await choose('kB/s')
  await expect.poll(() => amount.inputValue()).toBe('1,536')
  await amount.fill('2')
  await amount.press('Enter')
  await expect.poll(() => amount.inputValue()).toBe('16')
  await goTo(page, 'Recordings')
  await goTo(page, 'Settings')
  await expect.poll(() => amount.inputValue()).toBe('16')
  await choose('No limit')
  await expect.poll(() => amount.count()).toBe(0)
  expect(app.problems).toEqual([])
})
