import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { PAGES } from '../../../renderer/navigation.ts'
import type { OpenApp } from '../app.ts'
import { barriers, THEMES } from '../axe.ts'
import { test } from '../fixtures.ts'

let app: OpenApp
test.beforeAll(async ({ openSharedApp }) => {
  app = await openSharedApp({ demo: true })
})

/** The views to check: by hash, with the dialogs that open over them. */
const VIEWS: { name: string; place: string; open?: (page: Page) => Promise<void> }[] = [
  ...PAGES.filter((page) => page !== 'welcome').map((page) => ({ name: page, place: page })),
  { name: 'second step of the welcome', place: 'welcome/folder' },
  { name: 'last step of the welcome', place: 'welcome/done' },
  { name: 'palette', place: 'programs', open: (page) => page.keyboard.press('ControlOrMeta+k') },
  { name: 'cheat sheet', place: 'programs', open: (page) => page.keyboard.press('?') },
  {
    name: 'licenses',
    place: 'settings/about',
    open: (page) => page.locator('[data-section=about]').getByRole('button', { name: 'Show' }).click(),
  },
  {
    name: 'editor of a rule',
    place: 'settings/archive',
    open: (page) => page.getByRole('button', { name: 'Add rule…' }).click(),
  },
  {
    name: 'a question',
    place: 'settings/account',
    open: (page) => page.getByRole('button', { name: 'Sign out' }).click(),
  },
]

async function look(theme: (typeof THEMES)[number], views: typeof VIEWS): Promise<Record<string, string[]>> {
  const { page } = app
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  const found: Record<string, string[]> = {}
  for (const { name, place, open } of views) {
    await page.evaluate((address) => {
      location.hash = address
    }, `#/${place}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect.poll(() => page.locator('[data-loading]').count()).toBe(0)
    if (open !== undefined) {
      await open(page)
      await page.getByRole('dialog').or(page.getByRole('alertdialog')).waitFor()
    }
    const wrong = await barriers(page)
    if (wrong.length > 0) found[name] = wrong
    if (open === undefined) continue
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').or(page.getByRole('alertdialog')).waitFor({ state: 'detached' })
  }
  return found
}

test.each(THEMES)(
  'every page and its dialogs pass the accessibility rules, %s',
  async (theme) => {
    expect(await look(theme, VIEWS)).toEqual({})
  },
  180_000,
)

test('so does the welcome page without a sign-in', async () => {
  await app.page.evaluate(async () => {
    const { meetkeep } = globalThis as unknown as { meetkeep: { call(name: string): Promise<unknown> } }
    await meetkeep.call('account.signOut')
    location.hash = '#/welcome'
  })
  await app.page.getByRole('button', { name: 'Try it with sample meetings' }).waitFor()
  for (const theme of THEMES)
    expect(await look(theme, [{ name: 'welcome', place: 'welcome' }]), theme).toEqual({})
}, 180_000)

test('a page shows states in forced colours too', async () => {
  const { page } = app
  await page.emulateMedia({ forcedColors: 'active' })
  await page.evaluate(() => {
    location.hash = '#/settings'
  })
  const box = page.getByRole('checkbox', { name: 'Camera video' })
  await box.waitFor()
  const grounds = await Promise.all(
    ['Camera video', 'Combined picture'].map((name) =>
      page.getByRole('checkbox', { name }).evaluate((one) => getComputedStyle(one).backgroundColor),
    ),
  )
  expect(grounds[0]).not.toBe(grounds[1])
})
