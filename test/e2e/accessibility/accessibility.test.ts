import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenApp, openApp } from '../app.ts'

let app: OpenApp
beforeAll(async () => {
  app = await openApp({ demo: true })
})
afterAll(() => app?.close())

/** What axe finds wrong by WCAG 2.2 A and AA, in a line each. */
async function problems(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: app.page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}

test.each(['light', 'dark'] as const)('every page can be read and used by everybody, %s', async (theme) => {
  const { page } = app
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  const found: Record<string, string[]> = {}
  for (const name of ['recordings', 'meetings', 'minutes', 'programs', 'downloads', 'settings', 'welcome']) {
    await page.evaluate((target) => {
      location.hash = `#/${target}`
    }, name)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect.poll(() => page.getByText('Loading…').count()).toBe(0)
    const wrong = await problems()
    if (wrong.length > 0) found[name] = wrong
  }
  expect(found).toEqual({})
})
