import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { goTo } from '../steps.ts'
import { test } from '../fixtures.ts'

let app: OpenApp
test.beforeAll(async ({ openSharedApp }) => {
  app = await openSharedApp({ demo: true })
})

test('a manual proxy is set, with a password that is never shown again', async () => {
  const { page, home } = app
  await goTo(page, 'Settings')
  const address = page.getByRole('textbox', { name: 'Address', exact: true })
  const user = page.getByRole('textbox', { name: 'User name' })
  const password = page.getByLabel('Password of the proxy').getByRole('textbox')
  const server = page.getByRole('group', { name: 'Proxy server' })
  const save = server.getByRole('button', { name: 'Save' })
  const choice = (name: string) => page.getByRole('group', { name: 'Proxy', exact: true }).getByText(name)
  const stored = async (): Promise<unknown> =>
    (JSON.parse(await readFile(join(home, 'settings.json'), 'utf8')) as { proxy: unknown }).proxy

  // The file is written before the window is notified.
  await address.waitFor({ state: 'detached' })
  await choice('Manual').click()
  for (const [typed, problem] of [
    ['', 'Enter the address of the proxy.'],
    ['ftp://proxy.example', 'The address must start with http://, https:// or socks5://'],
    ['http://proxy example', 'This is not a valid address'],
    ['http://liu:hush@proxy.example', 'Remove the part before the @'],
  ] as const) {
    await address.fill(typed)
    await address.press('Enter')
    await server.getByText(problem).waitFor()
  }
  await address.fill('socks5://proxy.example:1080')
  await user.fill('liu')
  await app.answerQuestion('accept')
  await save.click()
  await expect.poll(stored).toEqual({ mode: 'manual', url: 'socks5://proxy.example:1080', username: 'liu' })

  await password.fill('hush-hush')
  await password.press('Enter')
  await page.getByText('Set. It is never shown again, and is removed').waitFor()
  await expect.poll(() => password.inputValue()).toBe('')
  expect(await page.content()).not.toContain('hush-hush')
  for (const name of (await readdir(home)).filter((one) => one.endsWith('.json')))
    expect(await readFile(join(home, name), 'utf8')).not.toContain('hush-hush')

  // The demo service is on this machine, which is never proxied.
  await goTo(page, 'Recordings')
  await page
    .getByRole('checkbox', { name: /^Select / })
    .nth(1)
    .waitFor()

  // A password belongs to its proxy.
  await goTo(page, 'Settings')
  await address.fill('http://other.example:8080')
  await app.answerQuestion('accept')
  await save.click()
  await page.getByText('Only if the proxy requires one').waitFor()
  await choice('Same as system').click()
  await expect.poll(stored).toEqual({ mode: 'system', url: 'http://other.example:8080', username: 'liu' })
  // The file is written before the window is notified.
  await address.waitFor({ state: 'detached' })
  expect(app.problems).toEqual([])
})
