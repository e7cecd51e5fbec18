import { expect } from 'vitest'
import type { DemoService } from '../../../demo/service.ts'
import type { OpenApp } from '../app.ts'
import { goTo } from '../steps.ts'
import { test } from '../fixtures.ts'

let service: DemoService
let app: OpenApp
test.beforeAll(async ({ startSharedDemo, openSharedApp }) => {
  service = await startSharedDemo({ meetingsAuthorization: 'Bearer of the server' })
  app = await openSharedApp()
  await app.page.getByRole('link', { name: 'Continue without signing in' }).click()
  await goTo(app.page, 'Settings')
})

test('the connection can be tested beside the server setting', async () => {
  const { page } = app
  const section = page.locator('[data-section=meetings]')
  const run = section.getByRole('button', { name: 'Test connection' })
  await expect.poll(() => run.count()).toBe(0)
  await section
    .getByRole('textbox', { name: 'Address of the ProCONF application server' })
    .fill(service.meetingsUrl)
  await app.answerQuestion('accept')
  await section.getByRole('button', { name: 'Save' }).click()
  await run.click()
  await section
    .getByRole('alert')
    .getByText('The meetings server requires a different authorization')
    .waitFor()

  await section.locator('input[type=password]').fill('Bearer of the server')
  await section.getByRole('button', { name: 'Set' }).click()
  await section.getByText('Set. It is never shown again').waitFor()
  await run.click()
  await section
    .getByRole('status')
    .getByText(/^Connected: \d+ meetings$/)
    .waitFor()
  await expect.poll(() => section.getByRole('alert').count()).toBe(0)
  expect(await page.content()).not.toContain('Bearer of the server')
})

test('the header is not sent to another server', async ({ startDemo }) => {
  const { page } = app
  const section = page.locator('[data-section=meetings]')
  const other = await startDemo({ meetingsAuthorization: 'Bearer of the server' })
  await section
    .getByRole('textbox', { name: 'Address of the ProCONF application server' })
    .fill(other.meetingsUrl)
  await app.answerQuestion('accept')
  await section.getByRole('button', { name: 'Save' }).click()
  await section.getByText('Only if the server requires one').waitFor()
  await section.getByRole('button', { name: 'Test connection' }).click()
  await section
    .getByRole('alert')
    .getByText('The meetings server requires a different authorization')
    .waitFor()
  await other.close()
  expect(app.problems).toEqual([])
})
